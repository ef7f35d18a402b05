import Ink
import Wire

/// A file's lines are the same however it is cut, and a recording that is read reads as the same when it is written again.
func fuzzRecordings(_ input: [UInt8]) throws(FuzzFinding) {
    var input = FuzzInput(input)
    let cut = input.choice()
    let whole = lines(in: input.pieces(0))
    try hold(lines(in: input.pieces(cut)) == whole, "a cut file gives other lines than a whole one")
    var reader = RecordingReader()
    for line in whole {
        guard case .recording(let recording) = reader.read(line.span.bytes) else { continue }
        let grid = Quantiser(frame: recording.frame)
        var strokes: [[Sample]] = []
        for stroke in recording.strokes { strokes.append(try quantised(stroke, on: grid)) }
        var writer = RecordingWriter()
        writer.recording(
            id: recording.id, text: recording.text, writer: recording.writer, frame: recording.frame, strokes: strokes)
        guard case .recording(let again) = reader.read(writer.json.bytes.span.bytes) else {
            throw FuzzFinding("a recording that was read cannot be read again: \(recording.id)")
        }
        var strokesAgain: [[Sample]] = []
        for stroke in again.strokes { strokesAgain.append(try quantised(stroke, on: grid)) }
        try hold(strokesAgain == strokes, "strokes are others when they are read again")
        try hold(
            again.id == recording.id && again.text == recording.text && again.frame == recording.frame,
            "a recording is another when it is read again")
    }
}

private func lines(in pieces: [[UInt8]]) -> [[UInt8]] {
    var splitter = LineSplitter(), lines: [[UInt8]] = []
    func take(_ line: RawSpan, _ number: Int) { lines.append(line.withUnsafeBytes { Array($0) }) }
    for piece in pieces { splitter.feed(piece.span.bytes, line: take) }
    splitter.finish(line: take)
    return lines
}
