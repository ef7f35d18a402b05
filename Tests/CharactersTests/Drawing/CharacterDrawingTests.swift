import Ink
import Testing

@testable import Characters

@Suite("Drawings of characters")
struct CharacterDrawingTests {
    private let source = HangulSource()

    @Test("A drawing holds one brush path, one arrow head and one number for each stroke")
    func counts() throws {
        let character = try #require(source.reference(for: "한"))
        let svg = CharacterDrawing([character]).svg
        func occurrences(_ text: String) -> Int {
            svg.split(separator: text, omittingEmptySubsequences: false).count - 1
        }
        #expect(occurrences("class=\"brush\"") == 6)
        #expect(occurrences("class=\"head\"") == 6)
        #expect(occurrences("class=\"number\"") == 6)
        #expect(svg.contains(">6</text>") && !svg.contains(">7</text>"))
        #expect(svg.contains("<title>한</title>"))
    }

    @Test(
        "Characters stand in rows",
        arguments: [(1, 8, "0 0 1000 1000"), (5, 2, "0 0 2000 3000"), (8, 8, "0 0 8000 1000")])
    func rows(_ number: Int, _ columns: Int, _ viewBox: String) throws {
        let character = try #require(source.reference(for: "ㄱ"))
        let svg = CharacterDrawing(Array(repeating: character, count: number), columns: columns).svg
        #expect(svg.contains("viewBox=\"\(viewBox)\""))
    }

    @Test("An arrow head points the way the stroke goes, half way round on a ring")
    func arrowHeads() {
        let right = ArrowHead(of: ReferenceStroke(points: [Point(0.1, 0.5), Point(0.9, 0.5)]))
        #expect(right.corners[0] == Point(0.9, 0.5))
        #expect(right.corners[1].x < 0.9 && right.corners[2].x < 0.9)
        let ring = source.reference(for: "ㅇ")!.standardStrokes[0]
        let head = ArrowHead(of: ring)
        #expect(head.corners[0].y > 0.8)
        #expect(head.corners[0].x > head.corners[1].x)
    }

    @Test("The numbers of a syllable's strokes do not overlap", arguments: Array("가를뷁쀍흚꽳밂ㅁ"))
    func labels(_ text: Character) throws {
        let strokes = try #require(source.reference(for: text)).standardStrokes
        let places = StrokeLabels(strokes).places
        #expect(places.count == strokes.count)
        for (index, place) in places.enumerated() {
            #expect(place.distance(to: strokes[index].points[0]) < 0.06)
            for other in places[..<index] { #expect(place.distance(to: other) > 0.03) }
        }
    }
}
