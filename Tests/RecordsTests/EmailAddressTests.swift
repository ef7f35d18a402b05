import Records
import Testing

@Suite("Addresses")
struct EmailAddressTests {
    @Test(
        "that mean the same are the same",
        arguments: [
            ("Min-Ji@Example.ORG", "min-ji@example.org"), (" minji@example.org\n", "minji@example.org"),
            ("jose\u{301}@example.org", "jos\u{e9}@example.org"), ("JOSE\u{301}@example.org", "jos\u{e9}@example.org"),
            ("\u{1112}\u{1161}\u{11ab}@example.org", "\u{d55c}@example.org"), ("a+b@x", "a+b@x"),
        ])
    func normal(typed: String, kept: String) throws {
        let address = try #require(EmailAddress(typed))
        #expect(Array(address.text.unicodeScalars) == Array(kept.unicodeScalars))
        #expect(EmailAddress(address.text) == address)
    }

    @Test(
        "that cannot be any are refused",
        arguments: [
            "", "@", "a", "a@", "@b", "a@b@c", "a b@c", "a@b..c", "a@.b", "a@b.", "a@-b", "a\0@b", "a@b\r\nX: y",
            "<a@b>",
            "\"a\"@b", "a,b@c", "a\u{200b}b@c", "a\u{202e}b@c", String(repeating: "a", count: 65) + "@b",
            "a@" + Array(repeating: "abcdefghi", count: 26).joined(separator: "."),
            String(repeating: "a@b", count: 400_000),
        ])
    func refused(typed: String) { #expect(EmailAddress(typed) == nil) }
}
