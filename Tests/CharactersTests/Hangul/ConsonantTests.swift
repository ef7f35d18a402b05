import Ink
import Testing

@testable import Characters

@Suite("Consonants")
struct ConsonantTests {
    /// The accepted divisions of a letter into strokes, by number of strokes, and its accepted orders besides the listed one.
    struct Row: Sendable {
        let letter: Character
        let counts: [Int]
        var orders: [[Int]] = []
    }

    static let table: [Row] = [
        Row(letter: "ㄱ", counts: [1]), Row(letter: "ㄴ", counts: [1]), Row(letter: "ㄷ", counts: [2, 1]),
        Row(letter: "ㄹ", counts: [3, 2, 2, 1]), Row(letter: "ㅁ", counts: [3, 4, 2, 2, 1, 1]),
        Row(letter: "ㅂ", counts: [4, 3], orders: [[0, 2, 1, 3]]), Row(letter: "ㅅ", counts: [2]),
        Row(letter: "ㅇ", counts: [1, 2]), Row(letter: "ㅈ", counts: [2, 3]), Row(letter: "ㅊ", counts: [3, 3, 4, 4]),
        Row(letter: "ㅋ", counts: [2]), Row(letter: "ㅌ", counts: [3, 2, 2], orders: [[0, 2, 1]]),
        Row(letter: "ㅍ", counts: [4]), Row(letter: "ㅎ", counts: [3, 3]),
    ]

    @Test("A letter is accepted in all the ways that teaching material gives", arguments: table)
    func alternatives(_ row: Row) throws {
        let part = try #require(HangulSource().reference(for: row.letter)?.parts.first)
        #expect(part.alternatives.map(\.strokes.count) == row.counts)
        #expect(part.alternatives[0].orders.dropFirst() == row.orders[...])
        #expect(Set(part.alternatives.map(\.name)).count == row.counts.count)
        #expect(part.alternatives[0].name == "standard")
    }

    @Test("A letter has the same ways of writing wherever it stands", arguments: Consonant.allCases)
    func places(_ consonant: Consonant) {
        let ways = LetterPlace.allCases.map { place in
            consonant.drawings(LetterSite(place: place, aspect: 1.3)).map {
                "\($0.name) \($0.paths.count) \($0.orders)"
            }
        }
        #expect(Set(ways).count == 1)
    }

    @Test("A letter's ink fills its box", arguments: Consonant.allCases, LetterPlace.allCases)
    func extent(_ consonant: Consonant, _ place: LetterPlace) {
        for drawing in consonant.drawings(LetterSite(place: place, aspect: 1.2)) {
            let points = drawing.paths.flatMap { $0.stroke(in: .whole).points }
            let xs = points.map(\.x), ys = points.map(\.y)
            #expect(xs.min()! >= -0.03 && xs.max()! <= 1.03 && ys.min()! >= -0.03 && ys.max()! <= 1.03)
            #expect(xs.max()! - xs.min()! > 0.9 && ys.max()! - ys.min()! > 0.9)
        }
    }

    @Test("ㄱ bends to the lower left beside a vertical vowel and goes down elsewhere", arguments: LetterPlace.allCases)
    func hook(_ place: LetterPlace) {
        let points = Consonant.giyeok.drawings(LetterSite(place: place, aspect: 1))[0].paths[0].stroke(in: .whole)
            .points
        #expect(place == .beside ? points.last!.x < 0.1 : points.last!.x > 0.8)
    }

    @Test("A ring is written counter-clockwise from its top and closes")
    func ring() {
        let points = Consonant.ieung.drawings(LetterSite(place: .alone, aspect: 1))[0].paths[0].stroke(in: .whole)
            .points
        #expect(points.first == points.last)
        #expect(points[0] == Point(0.5, 0))
        #expect(points[points.count / 4].x < 0.1)
        #expect(points.allSatisfy { abs($0.distance(to: Point(0.5, 0.5)) - 0.5) < 0.001 })
    }
}
