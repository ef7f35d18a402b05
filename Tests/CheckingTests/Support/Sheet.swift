import Characters
import Ink

@testable import Checking

/// A session about one character, written stroke by stroke: what the tests of the whole room look at.
struct Sheet {
    /// The outputs so far.
    private(set) var outputs: [FoldOutput] = []
    private let fold: SessionFold
    private let frame: Frame

    /// The unit of the box's coordinates.
    static let frame = Frame(x: 0, y: 0, width: 1000, height: 1000)!

    init(
        _ text: Character, source: some CharacterSource = HangulSource(), frame: Frame = Sheet.frame,
        hasBoxes: Bool = true, level: Level = .standard, language: Language = .english
    ) {
        self.frame = frame
        let head = SessionHead(text: [text], boxes: [frame], hasBoxes: hasBoxes, level: level, language: language)
        guard let fold = try? SessionFold(head: head, source: source) else { preconditionFailure("\(text) is known") }
        self.fold = fold
    }

    /// Takes one step.
    mutating func step(_ event: InkEvent) {
        var told: [FoldOutput] = []
        fold.step(event) { told.append($0) }
        outputs += told
    }

    /// Writes a stroke that was recorded or made up.
    mutating func write(_ samples: [Sample]) {
        for (index, sample) in samples.enumerated() { step(InkEvent(index == 0 ? .start : .move, sample: sample)) }
        step(InkEvent(.end))
    }

    /// Writes a line in the unit square, in steps of a hundredth of it.
    mutating func write(_ line: [Point]) {
        write(Self.samples(along: line, in: frame))
    }

    /// The samples of a line in the unit square.
    static func samples(along line: [Point], in frame: Frame = Sheet.frame) -> [Sample] {
        let whole = Polyline(line)
        let quantiser = Quantiser(frame: frame)
        return whole.resampled(count: max(2, Int(whole.length * 100))).points.map { place in
            let point = frame.clientPoint(place)
            return quantiser.sample(x: point.x, y: point.y, time: nil, pressure: nil)
        }
    }

    /// Ends the character and tells what became of it.
    mutating func finish() -> CharacterAnalysis {
        step(InkEvent(.next))
        for output in outputs.reversed() { if case .analysis(let analysis) = output { return analysis } }
        preconditionFailure("a character that ended was judged")
    }

    /// All that was said, in order.
    var feedback: [Feedback] {
        outputs.compactMap { if case .feedback(let feedback) = $0 { feedback } else { nil } }
    }

    /// The verdict on strokes in the unit square.
    static func judge(
        _ text: Character, _ strokes: [[Point]], source: some CharacterSource = HangulSource(), level: Level = .standard
    ) -> CharacterAnalysis {
        var sheet = Sheet(text, source: source, level: level)
        for stroke in strokes { sheet.write(stroke) }
        return sheet.finish()
    }
}

/// The standard strokes of a built-in character, in the unit square.
func strokes(of text: Character) -> [[Point]] {
    guard let reference = HangulSource().reference(for: text) else { preconditionFailure("\(text) is built in") }
    return reference.standardStrokes.map(\.points)
}

extension CharacterAnalysis {
    /// Words of the statuses, for comparing and for messages.
    var words: String { strokes.map(\.status.rawValue).joined(separator: " ") }
}
