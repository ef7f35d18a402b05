import Ink
import Testing

@testable import Characters

/// Every letter and every syllable, composed once for all tests.
private let source = HangulSource()
private let letters = (0x3131...0x3163).map { Character(Unicode.Scalar($0)!) }
private let syllables = (0..<HangulSyllable.count).map { HangulSyllable(index: $0) }
private let characters = syllables.map { source.reference(for: Character($0.text))! }

@Suite("Built-in Hangul")
struct HangulSourceTests {
    @Test("There are all 51 letters and all 11,172 syllables, and nothing else")
    func coverage() {
        #expect(letters.allSatisfy { source.reference(for: $0)?.text == String($0) })
        #expect(characters.count == 11_172)
        for (index, character) in characters.enumerated() {
            #expect(character.text == String(Unicode.Scalar(UInt32(0xAC00 + index))!))
        }
        for other: Character in ["a", "漢", "あ", "\u{3130}", "\u{3164}", "\u{1100}", "\u{D7A4}", "👍🏽"] {
            #expect(source.reference(for: other) == nil)
        }
    }

    @Test(
        "A syllable is known in every canonically equivalent encoding",
        arguments: ["\u{1112}\u{1161}\u{11AB}", "하\u{11AB}", "한"])
    func encodings(_ text: String) throws {
        let character = try #require(source.reference(for: Character(text)))
        #expect(character == source.reference(for: "한"))
        #expect(character.text.unicodeScalars.elementsEqual("\u{D55C}".unicodeScalars))
    }

    @Test(
        "What only looks like a syllable in conjoining letters is none",
        arguments: ["각\u{11A8}", "\u{1100}\u{1100}\u{1161}", "가\u{301}"])
    func malformed(_ text: String) {
        #expect(source.reference(for: Character(text)) == nil)
    }

    @Test("The syllables take 2 to 20 strokes, 9.36 on average")
    func strokeCounts() {
        let counts = characters.map(\.standardStrokes.count)
        #expect(counts.min() == 2)
        #expect(counts.max() == 20)
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        #expect((mean * 100).rounded() == 936)
    }

    @Test("A syllable's parts are its letters: initial, vowel, final, doubles and clusters from left to right")
    func parts() {
        for (syllable, character) in zip(syllables, characters) {
            let expected = syllable.initial.map(\.letter) + [syllable.vowel.letter] + syllable.final.map(\.letter)
            #expect(character.parts.map(\.name) == expected)
        }
        #expect(source.reference(for: "쀍")?.parts.map(\.name) == ["ㅂ", "ㅂ", "ㅞ", "ㄹ", "ㄱ"])
        #expect(source.reference(for: "ㅄ")?.parts.map(\.name) == ["ㅂ", "ㅅ"])
    }

    @Test("All strokes of all alternatives lie inside the box, with a margin, and have a length")
    func extent() {
        for character in characters + letters.compactMap(source.reference) {
            for stroke in character.parts.flatMap(\.alternatives).flatMap(\.strokes) {
                let inside = stroke.points.allSatisfy { (0.03...0.97).contains($0.x) && (0.03...0.97).contains($0.y) }
                let long = stroke.points.contains { $0.distance(to: stroke.points[0]) > 0.02 }
                #expect(inside && long, "\(character.text)")
            }
        }
    }

    @Test("Every order of every alternative is a permutation, the listed one first")
    func orders() {
        for letter in letters.compactMap(source.reference) {
            for alternative in letter.parts.flatMap(\.alternatives) {
                #expect(alternative.orders[0] == Array(alternative.strokes.indices))
                #expect(alternative.orders.allSatisfy { $0.sorted() == alternative.orders[0] })
                #expect(Set(alternative.orders).count == alternative.orders.count)
            }
        }
    }

    @Test("The digest is that of all strokes of all characters")
    func digest() {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ word: UInt64) {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                hash = (hash ^ (word >> shift & 0xFF)) &* 0x100_0000_01B3
            }
        }
        for character in letters.compactMap(source.reference) + characters {
            for alternative in character.parts.flatMap(\.alternatives) {
                for order in alternative.orders { order.forEach { add(UInt64($0)) } }
                for point in alternative.strokes.flatMap(\.points) {
                    add(point.x.bitPattern)
                    add(point.y.bitPattern)
                }
            }
        }
        let digits = String(hash, radix: 16)
        #expect(source.digest == "hangul-" + String(repeating: "0", count: 16 - digits.count) + digits)
    }
}
