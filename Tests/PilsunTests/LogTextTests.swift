import Testing

@testable import pilsun

@Suite struct LogTextTests {
    @Test(arguments: [
        ("kim", "kim"), ("김선생", "김선생"), ("", ""), ("3-2", "3-2"),
        ("kim\n2026-01-01T00:00:00 info: session ended", #""kim\n2026-01-01T00:00:00 info: session ended""#),
        ("kim subject=lee", #""kim subject=lee""#), ("a\"b", #""a\"b""#), ("a\r\tb", #""a\r\tb""#),
        ("a\u{1b}[31mb", #""a\u001b[31mb""#), ("a\u{2028}b", #""a\u2028b""#), ("a\u{202e}b", #""a\u202eb""#),
        ("a\u{85}b", #""a\u0085b""#), (#"C:\x"#, #"C:\x"#),
    ])
    func `no value forges a line or a field`(value: String, shown: String) {
        #expect(LogText.value(value) == shown)
    }

    @Test func `a sentence keeps its spaces and quotes, and stays one line`() {
        #expect(LogText.sentence("serving “a b” = \"c\"\nx") == "serving “a b” = \"c\"\\nx")
    }
}
