import Characters
import Ink
import Testing

@testable import Checking

@Suite("Recogniser")
struct RecogniserTests {
    private static let recogniser = Recogniser(HangulSource())

    private static func written(_ text: Character, seed: UInt64) -> [[Point]] {
        var random = SplitMix64(seed: seed)
        return SyntheticWriter(frame: Sheet.frame).write(
            HangulSource().reference(for: text)!, mistakes: [], using: &random
        ).map { $0.samples.map(\.position) }
    }

    @Test("names letters and syllables, in whatever order they were written", arguments: "ㄱㄹㅂㅊㅙ가뤼한글밟")
    func orders(text: Character) {
        let strokes = Self.written(text, seed: 3)
        for order in [strokes, strokes.reversed()] {
            let candidates = Self.recogniser.candidates(for: order)
            #expect(candidates.first?.text == text)
            #expect(candidates.count == Recogniser.named)
            #expect(Set(candidates.map(\.text)).count == candidates.count)
            #expect(candidates.map(\.probability).reduce(0, +) <= 1)
            #expect(candidates.map(\.probability) == candidates.map(\.probability).sorted(by: >))
            #expect(candidates == Self.recogniser.candidates(for: order))
        }
    }

    @Test("two strokes in one movement are still the character", arguments: "간몸")
    func joined(text: Character) {
        var strokes = Self.written(text, seed: 5)
        strokes[0] += strokes.remove(at: 1)
        #expect(Self.recogniser.candidates(for: strokes).prefix(3).contains { $0.text == text })
    }

    @Test("no strokes are no character, a dot and a scribble are some")
    func odd() {
        #expect(Self.recogniser.candidates(for: []).isEmpty)
        #expect(Self.recogniser.candidates(for: [[Point(5, 5)]]).count <= Recogniser.named)
        let scribble: [[Point]] = (0..<120).map { (k: Int) -> [Point] in
            [Point(Double(k % 11), Double(k % 7)), Point(Double(k % 5), Double(k % 13))]
        }
        let sum = Self.recogniser.candidates(for: scribble).reduce(0.0) { $0 + $1.probability }
        #expect(sum <= 1)
    }

    @Test(
        "the exponential is one",
        arguments: [(0.0, 1.0), (-1, 0.36787944117144233), (-10, 4.5399929762484854e-5), (-100, 0)])
    func exponential(number: Double, value: Double) {
        #expect(abs(Exponential.value(of: number) - value) <= 1e-11 * max(value, 1e-3))
    }
}
