import Characters
import Testing

@Suite("ContentDigest")
struct ContentDigestTests {
    @Test(
        "is 64-bit FNV-1a",
        arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func vectors(text: String, digest: String) {
        #expect(ContentDigest(of: Array(text.utf8).span).text == digest)
    }

    @Test("texts that are divided otherwise have another digest")
    func division() {
        var one = ContentDigest()
        one.update("ab")
        one.update("c")
        var other = ContentDigest()
        other.update("a")
        other.update("bc")
        #expect(one != other)
    }
}
