import Characters
import Ink
import Testing

@testable import Checking

/// The fold as a function of its log.
struct SessionFoldTests {
    private static func events(_ text: Character, seed: UInt64, mistakes: [WritingMistake] = []) throws -> [InkEvent] {
        let reference = try #require(HangulSource().reference(for: text))
        var random = SplitMix64(seed: seed)
        let ink = SyntheticWriter(frame: Sheet.frame).write(reference, mistakes: mistakes, using: &random)
        return ink.flatMap { stroke in
            stroke.samples.enumerated().map { InkEvent($0 == 0 ? .start : .move, sample: $1) } + [InkEvent(.end)]
        } + [InkEvent(.next)]
    }

    private static func outputs(_ text: Character, _ events: [InkEvent]) -> [FoldOutput] {
        var sheet = Sheet(text)
        for event in events { sheet.step(event) }
        return sheet.outputs
    }

    @Test(
        "The same ink says the same, whatever the events' numbers and batches",
        arguments: ["ㅎ", "닭", "왕"] as [Character])
    func batchesDoNotMatter(_ text: Character) throws {
        for mistakes in [[], [.swap(0, 1)], [.reverse(1)], [.join(0)]] as [[WritingMistake]] {
            let events = try Self.events(text, seed: 3, mistakes: mistakes)
            var random = SplitMix64(seed: 4)
            let batched = events.map { event in
                InkEvent(
                    event.kind, sample: event.sample, number: random.next() % 1000, closesEvent: random.next() % 3 == 0)
            }
            #expect(Self.outputs(text, events) == Self.outputs(text, batched))
        }
    }

    @Test("A move and an end without a start change nothing")
    func strayEvents() throws {
        let events = try Self.events("ㄹ", seed: 5)
        let stray = InkEvent(.move, sample: Sample(position: Point(500, 500)))
        #expect(Self.outputs("ㄹ", [stray, InkEvent(.end)] + events) == Self.outputs("ㄹ", events))
    }

    @Test("After an undo or a clear the character is judged as if the ink had never been")
    func undone() throws {
        let events = try Self.events("ㅁ", seed: 6)
        let scribble = Sheet.samples(along: [Point(0.1, 0.9), Point(0.9, 0.1)])
        let written = scribble.enumerated().map { InkEvent($0 == 0 ? .start : .move, sample: $1) }
        let plain = Self.analysis(Self.outputs("ㅁ", events))
        for taken in [
            written + [InkEvent(.end), InkEvent(.undo)], written + [InkEvent(.undo)],
            written + [InkEvent(.end), InkEvent(.clear)],
        ] {
            #expect(Self.analysis(Self.outputs("ㅁ", taken + events)) == plain)
        }
    }

    private static func analysis(_ outputs: [FoldOutput]) -> CharacterAnalysis? {
        for output in outputs.reversed() { if case .analysis(let analysis) = output { return analysis } }
        return nil
    }

    @Test("A character without ink is judged: everything is missing")
    func nothingWritten() {
        var sheet = Sheet("ㅏ")
        let analysis = sheet.finish()
        #expect(analysis.missing == [0, 1])
        #expect(!analysis.isCorrect)
    }

    @Test("A wrong stroke is told while the pen is still down")
    func midStroke() {
        var sheet = Sheet("ㅏ")
        let bar = Sheet.samples(along: Array(strokes(of: "ㅏ")[0].reversed()))
        for (index, sample) in bar.enumerated() { sheet.step(InkEvent(index == 0 ? .start : .move, sample: sample)) }
        #expect(sheet.feedback.map(\.type) == [.directionReversed])
        #expect(sheet.outputs.contains { if case .correction = $0 { true } else { false } })
    }
}
