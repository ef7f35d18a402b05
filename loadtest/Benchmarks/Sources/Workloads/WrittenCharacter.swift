import Characters
import Checking
import Ink

/// A character of the project's own synthetic writer at 120 readings a second, as events of a session.
struct WrittenCharacter {
    private let text: Character
    private let strokes: [[Sample]]
    private let frame = Frame(x: 0, y: 0, width: 300, height: 300)!

    init(_ text: Character, seed: UInt64 = 7) {
        self.text = text
        var random = SplitMix64(seed: seed)
        let reference = HangulSource().reference(for: text)!
        strokes = SyntheticWriter(frame: frame).write(reference, using: &random).map(\.samples)
    }

    /// A stroke that goes on and on over the character's first stroke: points of one stroke, so many.
    init(_ text: Character, points: Int) {
        self.text = text
        let motif = WrittenCharacter(text).strokes[0].map(\.position)
        // There and back, so that it never leaves the box and never ends.
        let way = motif + motif.reversed()
        strokes = [(0..<points).map { Sample(position: way[$0 % way.count], time: Double($0) * 8) }]
    }

    /// The first syllable that is written with so many strokes.
    static func syllable(strokes count: Int) -> Character {
        for scalar in 0xAC00...0xD7A3 as ClosedRange<UInt32> {
            let syllable = Character(UnicodeScalar(scalar)!)
            if HangulSource().reference(for: syllable)!.standardStrokes.count == count { return syllable }
        }
        preconditionFailure("a syllable has two to twenty-odd strokes")
    }

    /// A session before the first stroke.
    func session() -> SessionFold { session(of: prepared()) }

    /// A session before the first stroke, of a character that sessions share.
    func session(of prepared: PreparedCharacter) -> SessionFold {
        SessionFold(head: SessionHead(text: [text], boxes: [frame]), characters: [prepared])
    }

    /// The character made ready for comparing.
    func prepared() -> PreparedCharacter {
        do throws(UnknownCharacter) {
            return try PreparedCharacter(text, of: HangulSource())
        } catch {
            preconditionFailure("the source knows the character that was written from it")
        }
    }

    /// Writes the character in a session; `moves` is handed all points of a stroke but the first, `end` is called to lift the pen.
    func write(
        in fold: SessionFold, moves: (ArraySlice<Sample>, (Sample) -> Void) -> Void, end: (Int, () -> Void) -> Void
    ) {
        for (index, stroke) in strokes.enumerated() {
            fold.step(InkEvent(.start, sample: stroke[0])) { _ in }
            moves(stroke.dropFirst()) { fold.step(InkEvent(.move, sample: $0)) { _ in } }
            end(index) { fold.step(InkEvent(.end)) { _ in } }
        }
    }

    /// Writes the first half of the strokes, and half of the one in the middle.
    func writeHalf(in fold: SessionFold) {
        let middle = strokes.count / 2
        for (index, stroke) in strokes[...middle].enumerated() {
            fold.step(InkEvent(.start, sample: stroke[0])) { _ in }
            let rest = index == middle ? stroke[1...(stroke.count / 2)] : stroke[1...]
            for sample in rest { fold.step(InkEvent(.move, sample: sample)) { _ in } }
            if index < middle { fold.step(InkEvent(.end)) { _ in } }
        }
    }

    /// Number of its strokes.
    var strokeCount: Int { strokes.count }
}
