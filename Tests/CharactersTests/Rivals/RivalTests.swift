import Ink
import Testing

@testable import Characters

@Suite("Rivals")
struct RivalTests {
    /// A library with some characters of two scripts.
    private static func characters(_ texts: String = "가나다라마바사아자차카타파하각난닫랄맘ㄱㄴㄷㄹ") -> [ReferenceCharacter] {
        texts.map { HangulSource().reference(for: $0)! }
    }

    @Test("are kept in the library, of one script and mutual")
    func library() throws {
        let file = try LibraryFile(LibraryWriter.bytes(of: Self.characters()))
        try file.verify()
        #expect(file.hasRivals)
        for character in Self.characters() {
            let rivals = try file.rivals(of: character.text)
            #expect(!rivals.isEmpty)
            for rival in rivals {
                #expect(Script(Character(rival)) == Script(Character(character.text)))
                #expect(try file.rivals(of: rival).contains(character.text))
            }
        }
        #expect(try file.rivals(of: "힣").isEmpty)
    }

    @Test("of a library of before are made when somebody asks, and are the same")
    func before() throws {
        let bytes = try LibraryWriter.bytes(of: Self.characters())
        var old = bytes
        for offset in 44..<48 { old[offset] = 0 }
        let check = ContentDigest(of: old.span.extracting(first: 56)).value
        for byte in 0..<8 { old[56 + byte] = UInt8(truncatingIfNeeded: check >> UInt64(8 * byte)) }
        let file = try LibraryFile(old)
        try file.verify()
        #expect(!file.hasRivals)
        let source = LibrarySource(file), kept = LibrarySource(try LibraryFile(bytes))
        #expect(source.characters == kept.characters)
        for text in kept.characters { #expect(source.rivals(of: text) == kept.rivals(of: text)) }
    }

    @Test("have a bound, however alike all are")
    func bounded() {
        let map = DirectionMap(Self.characters("가")[0])
        let index = RivalIndex((0..<200).map { (String(UnicodeScalar(0x4E00 + $0)!), map) })
        for (place, rivals) in index.rivals.enumerated() {
            #expect(rivals.count <= RivalIndex.most)
            #expect(rivals.allSatisfy { $0 != place && index.rivals[$0].contains(place) })
        }
    }

    @Test("of a syllable differ in one letter, twins first", arguments: "가뤼핥쒀값")
    func syllables(text: Character) throws {
        let rivals = HangulSource().rivals(of: text)
        #expect(rivals.count == 18 + 20 + 27)
        #expect(Set(rivals).count == rivals.count)
        let index = try #require(HangulSyllable(text)).index
        for rival in rivals {
            let other = try #require(HangulSyllable(rival)).index
            let differing = [
                index / 588 != other / 588, index / 28 % 21 != other / 28 % 21, index % 28 != other % 28,
            ]
            #expect(differing.count { $0 } == 1)
            #expect(HangulSource().rivals(of: rival).contains(text))
        }
    }

    @Test(
        "ㅌ and ㄹ, ㅏ and ㅓ are twins",
        arguments: [("튀", "뤼"), ("가", "거"), ("ㅗ", "ㅜ"), ("ㄹ", "ㅌ")] as [(Character, Character)])
    func twins(one: Character, other: Character) throws {
        #expect(try #require(HangulSource().rivals(of: one).firstIndex(of: other)) < 12)
        #expect(try #require(HangulSource().rivals(of: other).firstIndex(of: one)) < 12)
    }

    @Test("of several libraries are those of all, each once")
    func chain() throws {
        let one = LibrarySource(try LibraryFile(LibraryWriter.bytes(of: Self.characters("가나다"))))
        let chain = SourceChain([one, HangulSource()])
        let rivals = chain.rivals(of: "가")
        #expect(rivals.count == Set(rivals).count)
        #expect(rivals.count >= 65)
        #expect(chain.characters.count == 11_172 + 51)
    }
}
