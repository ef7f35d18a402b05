public import Characters
import Checking
import Ink
public import Wire

/// `pilsun recognise`: reads recordings line by line, and answers with a line for each. It does no I/O: lines go in, bytes come out.
public struct RecognitionRun {
    private let recogniser: Recogniser
    private var reader = RecordingReader(needsText: false)
    /// The answers so far, each with its line feed; whoever writes them out empties it.
    public var json = JSONWriter()

    /// A run before the first line.
    public init(source: some CharacterSource) { recogniser = Recogniser(source) }

    /// Takes the next line of the file, whose number is named in the answer where the line cannot be used.
    public mutating func take(_ line: RawSpan, lineNumber: Int) {
        switch reader.read(line) {
        case .recording(let recording):
            let strokes = recording.strokes.map { $0.map { Point($0.x, $0.y) } }
            json.candidates(id: recording.id, recogniser.candidates(for: strokes))
        case .header, .event:
            json.failure(
                id: nil, EventError(.textInvalid, "A session log holds more than one character: give recordings."),
                lineNumber: lineNumber)
        case .failure(let id, let error):
            json.failure(id: id, error, lineNumber: lineNumber)
        }
    }
}

extension JSONWriter {
    /// Appends a line of candidates.
    fileprivate mutating func candidates(id: String, _ candidates: [RecognitionCandidate]) {
        raw("{\"id\":")
        string(id)
        raw(",\"candidates\":")
        list(candidates) { json, candidate in
            json.raw("{\"text\":")
            json.string(String(candidate.text))
            json.raw(",\"probability\":")
            json.fraction(candidate.probability)
            json.raw("}")
        }
        raw("}\n")
    }
}
