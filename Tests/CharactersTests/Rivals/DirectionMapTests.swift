import Ink
import Testing

@testable import Characters

@Suite("DirectionMap")
struct DirectionMapTests {
    private static let strokes = HangulSource().reference(for: "밟")!.standardStrokes.map(\.points)

    @Test("does not know in which order strokes were written")
    func order() {
        #expect(DirectionMap(Self.strokes) == DirectionMap(Self.strokes.reversed()))
    }

    @Test("hardly knows where and how large", arguments: [0.01, 0.5, 3, 1000])
    func size(factor: Double) {
        let moved = Self.strokes.map { $0.map { $0 * factor + Point(7, -3) * factor } }
        #expect(DirectionMap(Self.strokes).distance(to: DirectionMap(moved)) < 200)
    }

    @Test("a stroke from its end is another one, and other characters are farther than a trembling hand")
    func distance() throws {
        let map = DirectionMap(Self.strokes)
        var reversed = Self.strokes
        reversed[0].reverse()
        #expect(map.distance(to: DirectionMap(reversed)) > 5_000)
        let trembling = Self.strokes.map { stroke in
            stroke.enumerated().map { $1 + Point($0.isMultiple(of: 2) ? 0.004 : -0.004, 0) }
        }
        let other = DirectionMap(try #require(HangulSource().reference(for: "밞")))
        #expect(map.distance(to: DirectionMap(trembling)) * 2 < map.distance(to: other))
    }

    @Test(
        "dots, single points and no strokes have one", arguments: [[], [[Point(1, 1)]], [[Point(1, 1), Point(1, 1)]]])
    func nothing(strokes: [[Point]]) {
        #expect(DirectionMap(strokes).distance(to: DirectionMap([])) == 0)
    }
}
