import Ink
import Testing

@testable import Checking

@Suite("Bend")
struct BendTests {
    private static let corner = Outline([Point(0.2, 0.2), Point(0.8, 0.2), Point(0.8, 0.8)])

    @Test("a corner is there as a whole, in part, not at all, or to the other side")
    func shares() {
        let bend = Bend(Self.corner)
        #expect(bend.isBent)
        #expect(abs(bend.share(in: Self.corner) - 1) < 0.01)
        #expect(bend.share(in: Outline([Point(0.2, 0.2), Point(0.8, 0.8)])) == 0)
        #expect(bend.share(in: Outline([Point(0.2, 0.2), Point(0.2, 0.8), Point(0.8, 0.8)])) == 0)
        let half = bend.share(in: Outline([Point(0.2, 0.2), Point(0.6, 0.4), Point(0.8, 0.8)]))
        #expect(0.2 < half && half < 0.8)
    }

    @Test("it is read in the stroke's own scale")
    func scale() {
        let small = Outline([Point(0.5, 0.5), Point(0.53, 0.5), Point(0.53, 0.53)])
        #expect(abs(Bend(Self.corner).share(in: small) - 1) < 0.01)
    }

    @Test("a straight line has none")
    func straight() { #expect(!Bend(Outline([Point(0.1, 0.1), Point(0.9, 0.3)])).isBent) }

    @Test(
        "a bent stroke that is written straight is wrong, however small it is", arguments: ["ㄱ", "ㄴ"] as [Character],
        [1.0, 0.4])
    func written(letter: Character, scale: Double) throws {
        let line = try #require(strokes(of: letter).first)
        func placed(_ point: Point) -> Point { Point(0.5, 0.5) + (point - Point(0.5, 0.5)) * scale }
        #expect(Sheet.judge(letter, [line.map(placed)]).isCorrect)
        #expect(!Sheet.judge(letter, [[line[0], line[line.count - 1]].map(placed)]).isCorrect)
    }
}
