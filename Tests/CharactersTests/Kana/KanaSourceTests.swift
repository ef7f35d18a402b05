import Ink
import Testing

@testable import Characters

@Suite("Kana and digits")
struct KanaSourceTests {
    private let source = KanaSource()

    private static let hiragana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
    private static let katakana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"

    @Test("Every kana of both syllabaries is there, voiced, half voiced and small ones, the marks and the digits")
    func complete() {
        let derived =
            "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎゕゖガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴァィゥェォッャュョヮヵヶ"
        let wanted = Self.hiragana + Self.katakana + derived + "ゐゑヰヱーゝゞヽヾ0123456789"
        #expect(Self.hiragana.count == 46 && Self.katakana.count == 46)
        #expect(Set(wanted) == Set(KanaSource.characters) && wanted.count == KanaSource.characters.count)
        for character in KanaSource.characters {
            #expect(
                source.reference(for: character)?.text.unicodeScalars.elementsEqual(character.unicodeScalars) == true)
        }
        for other in "한가AÀ漢゛゜０" { #expect(source.reference(for: other) == nil) }
    }

    @Test(
        "Kana have as many strokes as schools count",
        arguments: zip(
            Self.hiragana + Self.katakana + "0123456789ーゐゑヰヱ",
            [
                3, 2, 2, 2, 3, 3, 4, 1, 3, 2, 3, 1, 2, 3, 1, 4, 2, 1, 1, 2, 4, 3, 2, 2, 1, 3, 1, 4, 1, 4, 3, 2, 3, 2, 3,
                3, 2, 2,
                2, 2, 1, 2, 1, 2, 3, 1,
                2, 2, 3, 3, 3, 2, 3, 2, 3, 2, 3, 3, 2, 2, 2, 3, 3, 3, 3, 2, 2, 2, 2, 4, 1, 2, 2, 1, 1, 4, 2, 3, 2, 2, 3,
                2, 2, 3, 2,
                2, 2, 1, 3, 2, 3, 2,
                1, 1, 1, 1, 2, 2, 1, 2, 1, 1, 1, 1, 1, 4, 3,
            ]))
    func strokeCounts(kana: Character, count: Int) throws {
        #expect(try #require(source.reference(for: kana)).standardStrokes.count == count)
    }

    @Test("A mark adds its strokes, a small kana none, and both keep the ways of their base")
    func derived() throws {
        func reference(_ kana: Character) throws -> ReferenceCharacter { try #require(source.reference(for: kana)) }
        #expect(try reference("ぎ").parts.map(\.name) == ["き", "゛"])
        #expect(try reference("ぎ").standardStrokes.count == 6)
        #expect(try reference("ぎ").parts[0].alternatives.count == 2)
        #expect(try reference("ぱ").parts.map(\.name) == ["は", "゜"])
        #expect(
            try reference("ゃ").parts[0].alternatives.map(\.strokes.count)
                == (try reference("や")).parts[0].alternatives.map(\.strokes.count))
        // Decomposed: か and a combining mark.
        #expect(try reference("\u{304B}\u{3099}").text.unicodeScalars.map(\.value) == [0x304C])
    }

    @Test(
        "Handwritten and joined forms are both accepted",
        arguments: [
            ("き", [4, 3]), ("さ", [3, 2]), ("そ", [1, 2]), ("ふ", [4, 3]), ("ゆ", [2, 1]), ("や", [3, 2]), ("り", [2, 1]),
        ] as [(Character, [Int])])
    func ways(kana: Character, strokes: [Int]) throws {
        let alternatives = try #require(source.reference(for: kana)).parts[0].alternatives
        #expect(alternatives.map(\.strokes.count) == strokes)
        #expect(alternatives[0].name == "standard" && Set(alternatives.map(\.name)).count == alternatives.count)
    }

    @Test("Every stroke lies in its box, is dense, and turns sharply only where it has a corner")
    func strokes() throws {
        for kana in KanaSource.characters {
            for stroke in try #require(source.reference(for: kana)).parts.flatMap(\.alternatives).flatMap(\.strokes) {
                #expect(stroke.points.allSatisfy { (0.0...1).contains($0.x) && (0.0...1).contains($0.y) }, "\(kana)")
                #expect(stroke.points[0].distance(to: stroke.points[1]) > 0, "\(kana)")
                let turns = zip(stroke.points.indices.dropFirst(), stroke.points.indices.dropFirst(2)).count {
                    place, next in
                    let before = (stroke.points[place] - stroke.points[place - 1]).unit
                    return before.dot((stroke.points[next] - stroke.points[place]).unit) < 0.8
                }
                #expect(turns <= (kana == "ゑ" ? 5 : 3), "\(kana) has \(turns) corners in a stroke")
            }
        }
    }

    @Test("A library holds all of them")
    func library() throws {
        let all = KanaSource.characters.compactMap(source.reference)
        let file = try LibraryFile(try LibraryWriter.bytes(of: all))
        try file.verify()
        #expect(file.count == all.count)
    }

    @Test("The digest is that of all strokes of all characters")
    func digest() {
        var digest = ContentDigest()
        for character in KanaSource.characters.compactMap(source.reference) {
            for alternative in character.parts.flatMap(\.alternatives) {
                for order in alternative.orders { digest.update("\(order)") }
                for point in alternative.strokes.flatMap(\.points) {
                    digest.update("\(point.x.bitPattern) \(point.y.bitPattern)")
                }
            }
        }
        #expect(source.digest == "kana-" + digest.text)
    }
}
