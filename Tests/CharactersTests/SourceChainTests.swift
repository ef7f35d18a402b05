import Characters
import Testing

@Suite("SourceChain")
struct SourceChainTests {
    @Test("the first source that has a character wins")
    func order() throws {
        let own = try LibrarySource(LibraryFile(try LibraryWriter.bytes(of: [Self.character("가", source: "own")])))
        let chain = SourceChain([own, HangulSource()])
        #expect(chain.reference(for: "가")?.source == "own")
        #expect(chain.reference(for: "나") == HangulSource().reference(for: "나"))
        #expect(chain.reference(for: "永") == nil)
    }

    @Test("the digest tells sources, contents and order apart")
    func digest() throws {
        let one = try LibrarySource(LibraryFile(try LibraryWriter.bytes(of: [Self.character("가", source: "one")])))
        let two = try LibrarySource(LibraryFile(try LibraryWriter.bytes(of: [Self.character("가", source: "two")])))
        let digests = [
            SourceChain([]), SourceChain([one]), SourceChain([two]), SourceChain([one, two]), SourceChain([two, one]),
            SourceChain([one, HangulSource()]),
        ].map(\.digest)
        #expect(Set(digests).count == digests.count)
        #expect(SourceChain([one]).digest == one.digest)
    }

    private static func character(_ text: String, source: String) -> ReferenceCharacter {
        let drawn = HangulSource().reference(for: "ㅡ")
        return ReferenceCharacter(text: text, parts: drawn?.parts ?? [], source: source, license: "CC0-1.0")
    }
}
