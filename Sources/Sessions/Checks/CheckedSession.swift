import Checking
import Ink
import Wire

/// A session that is folded offline, with all that it says kept by character.
struct CheckedSession {
    /// What was said about one character.
    private struct Told {
        var events: [FoldOutput] = []
        var analysis: CharacterAnalysis?
    }

    let head: SessionHead
    private let fold: SessionFold
    private var intake: InkIntake
    private var told: [Told]

    init(head: SessionHead, source: PreparedCharacters) throws(UnknownCharacter) {
        self.head = head
        fold = SessionFold(head: head, characters: try source.characters(of: head.text))
        intake = InkIntake(grid: head.quantiser)
        told = Array(repeating: Told(), count: head.text.count)
    }

    /// Takes one event of the log in.
    mutating func take(_ kind: InkEvent.Kind, number: UInt64?, points: [RawPoint]) throws(EventError) {
        var told: [Told] = []
        swap(&told, &self.told)
        defer { swap(&told, &self.told) }
        _ = try intake.take(kind, number: number, points: points) { Self.fold($0, fold, into: &told) }
    }

    /// Folds steps that were taken in before.
    mutating func fold(_ steps: [InkEvent]) {
        for step in steps { Self.fold(step, fold, into: &told) }
    }

    private static func fold(_ step: InkEvent, _ fold: SessionFold, into told: inout [Told]) {
        fold.step(step) { output in
            guard told.indices.contains(output.character) else { return }
            told[output.character].events.append(output)
            if case .analysis(let analysis) = output { told[output.character].analysis = analysis }
        }
    }

    /// Writes a whole character and ends it.
    mutating func write(_ strokes: [[RawPoint]]) {
        do throws(EventError) {
            for stroke in strokes {
                try take(.start, number: nil, points: [stroke[0]])
                try take(.move, number: nil, points: Array(stroke.dropFirst()))
                try take(.end, number: nil, points: [])
            }
            try take(.next, number: nil, points: [])
        } catch {
            preconditionFailure("strokes that begin and end make sense: \(error.message)")
        }
    }

    /// Places of the characters that were judged.
    var judged: [Int] { told.indices.filter { told[$0].analysis != nil } }

    /// Appends the line of a character that was judged.
    func appendLine(id: String, character: Int, raster: CharacterRaster, to json: inout JSONWriter) {
        guard let analysis = told[character].analysis else { return }
        let result = CharacterResult(analysis, raster: [])
        json.raw("{\"id\":")
        json.string(id)
        json.raw(",\"text\":")
        json.string(String(head.text[character]))
        json.raw(",\"verdict\":")
        if result.isCorrect { json.raw("\"correct\"") } else { json.raw("\"wrong\"") }
        if let other = result.other {
            json.raw(",\"other\":")
            json.string(other)
        }
        json.raw(",\"score\":")
        json.fraction(result.score)
        json.raw(",\"strokes\":")
        json.strokes(result.strokes)
        json.raw(",\"missing\":")
        json.list(result.missing) { $0.integer($1) }
        json.raw(",\"events\":[")
        appendEvents(character: character, raster: raster, to: &json)
        json.raw("]}\n")
    }

    /// Appends what a live client would have been told of a character, with commas between.
    func appendEvents(character: Int, raster: CharacterRaster, to json: inout JSONWriter) {
        var encoder = EventEncoder(grid: head.quantiser)
        swap(&encoder.json, &json)
        for (index, output) in told[character].events.enumerated() {
            if index > 0 { encoder.json.raw(",") }
            if case .analysis(let analysis) = output {
                encoder.analysis(CharacterResult(analysis, raster: raster.features(of: analysis)))
            } else {
                encoder.output(output, number: nil)
            }
        }
        swap(&encoder.json, &json)
    }
}
