import Ink
import Testing

@testable import Characters

@Suite("Mistakes of a synthetic writer")
struct WritingMistakeTests {
    /// 가: ㄱ, the stem and the branch of ㅏ.
    private let character = HangulSource().reference(for: "가")!

    private func plan(_ mistakes: [WritingMistake]) -> [WritingPlan.Stroke] {
        var generator = SplitMix64(seed: 11)
        return WritingPlan(character, mistakes: mistakes, using: &generator).strokes
    }

    @Test(
        "A mistake changes which strokes are written, and in which order",
        arguments: [
            ([], [[0], [1], [2]]), ([.swap(0, 2)], [[2], [1], [0]]), ([.drop(1)], [[0], [2]]),
            ([.extra(before: 1)], [[0], [], [1], [2]]), ([.extra(before: 9)], [[0], [1], [2], []]),
            ([.join(1)], [[0], [1, 2]]), ([.swap(1, 2), .join(0)], [[0, 2], [1]]),
            ([.cutShort(2, share: 0.5)], [[0], [1], [2]]),
            ([.drop(0), .reverse(2)], [[1], [2]]),
        ] as [([WritingMistake], [[Int]])])
    func order(_ mistakes: [WritingMistake], _ references: [[Int]]) {
        #expect(plan(mistakes).map(\.references) == references)
    }

    @Test("A reversed stroke goes the other way, and only that one")
    func reversed() {
        let strokes = plan([.reverse(1)])
        #expect(strokes.map(\.isReversed) == [false, true, false])
        #expect(strokes[1].points == character.standardStrokes[1].points.reversed())
    }

    @Test("A joined stroke holds both strokes and the way between them")
    func joined() {
        let references = character.standardStrokes
        #expect(plan([.join(0)])[0].points == references[0].points + references[1].points)
    }

    @Test("A stroke cut short ends at its share of the length", arguments: [0.25, 0.5, 0.75])
    func cutShort(_ share: Double) {
        let whole = Polyline(character.standardStrokes[0].points)
        let part = Polyline(plan([.cutShort(0, share: share)])[0].points)
        #expect(abs(part.length - share * whole.length) < 1e-12)
        #expect(part.points[0] == whole.points[0])
    }

    @Test("An extra stroke is a stroke of some length inside the box", arguments: [UInt64](1...20))
    func extra(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let stroke = WritingPlan(character, mistakes: [.extra(before: 0)], using: &generator).strokes[0]
        #expect(Polyline(stroke.points).length > 0.29)
        #expect(stroke.points.allSatisfy { (0...1).contains($0.x) && (0...1).contains($0.y) })
    }
}

@Suite("Repeatable randomness")
struct SplitMix64Tests {
    @Test("The numbers are those of the published algorithm")
    func published() {
        // First outputs for the seed 1234567, as listed with the reference implementation's ports.
        var generator = SplitMix64(seed: 1_234_567)
        let seen = (0..<3).map { _ in generator.next() }
        #expect(seen == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("Draws are bounded, centred and of standard deviation 1")
    func bounded() {
        var generator = SplitMix64(seed: 9)
        let draws = (0..<20_000).map { _ in generator.bounded() }
        let mean = draws.reduce(0, +) / 20_000
        let variance = draws.reduce(0) { $0 + $1 * $1 } / 20_000
        #expect(draws.allSatisfy { abs($0) <= 2.5 })
        #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.06)
    }
}
