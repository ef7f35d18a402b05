import Characters
import Checking
import Ink
import Testing

@Suite("WritingComparison")
struct WritingComparisonTests {
    /// 太 in a few straight lines.
    private static let strokes = [
        [Point(0.1, 0.35), Point(0.9, 0.35)], [Point(0.5, 0.1), Point(0.48, 0.5), Point(0.1, 0.9)],
        [Point(0.5, 0.4), Point(0.9, 0.9)], [Point(0.3, 0.75), Point(0.42, 0.87)],
    ]

    private static func character(
        _ strokes: [[Point]], orders: [[Int]] = [], others: [[[Point]]] = []
    ) -> ReferenceCharacter {
        let ways = ([strokes] + others).enumerated().map { index, strokes in
            ReferenceAlternative(
                name: index == 0 ? "standard" : "other \(index)", strokes: strokes.map { ReferenceStroke(points: $0) },
                orders: index == 0 ? orders : [])
        }
        return ReferenceCharacter(
            text: "太", parts: [ReferencePart(name: "太", alternatives: ways)], source: "test", license: "none")
    }

    private static func reversed(_ place: Int) -> [[Point]] {
        var changed = strokes
        changed[place].reverse()
        return changed
    }

    private let one = character(strokes)

    @Test("The same strokes in another hand, another box and another size are no disagreement")
    func same() {
        let laid = Self.strokes.map { $0.map { Point(0.3 + 0.4 * $0.x + 0.03 * $0.y, 0.2 + 0.5 * $0.y) } }
        #expect(WritingComparison.differences(one, Self.character(laid)) == [])
    }

    @Test("A stroke from the other end is named", arguments: 0..<4)
    func direction(place: Int) {
        let other = Self.character(Self.reversed(place))
        #expect(WritingComparison.differences(one, other) == [.direction([place + 1])])
        #expect(WritingComparison.differences(other, one) == [.direction([place + 1])])
    }

    @Test("Another order is told in the numbers of the first")
    func order() {
        let other = Self.character([1, 2, 0, 3].map { Self.strokes[$0] })
        #expect(WritingComparison.differences(one, other) == [.order([2, 3, 1, 4])])
        #expect(WritingComparison.differences(other, one) == [.order([3, 1, 2, 4])])
    }

    @Test("Another order and a stroke from the other end are both told")
    func both() {
        let other = Self.character([1, 0, 2, 3].map { Self.reversed(3)[$0] })
        #expect(WritingComparison.differences(one, other) == [.order([2, 1, 3, 4]), .direction([4])])
    }

    @Test("Another count is told as both counts")
    func count() {
        let other = Self.character(Array(Self.strokes.prefix(3)))
        #expect(WritingComparison.differences(one, other) == [.count(4, 3)])
    }

    @Test("What either accepts besides its standard is no disagreement")
    func accepted() {
        let swapped = Self.character([1, 0, 2, 3].map { Self.strokes[$0] })
        let generous = Self.character(Self.strokes, orders: [[1, 0, 2, 3]], others: [Self.reversed(3)])
        #expect(WritingComparison.differences(swapped, generous) == [])
        #expect(WritingComparison.differences(generous, swapped) == [])
        #expect(WritingComparison.differences(Self.character(Self.reversed(3)), generous) == [])
        #expect(WritingComparison.differences(Self.character(Self.reversed(0)), generous) == [.direction([1])])
    }

    @Test("A ring may begin anywhere, but goes one way round")
    func rings() throws {
        let ring = try #require(HangulSource().reference(for: "ㅇ")).standardStrokes[0].points
        let turned = Array(ring[20...] + ring[...20])
        #expect(WritingComparison.differences(Self.character([ring]), Self.character([turned])) == [])
        #expect(
            WritingComparison.differences(Self.character([ring]), Self.character([Array(turned.reversed())]))
                == [.direction([1])])
    }
}
