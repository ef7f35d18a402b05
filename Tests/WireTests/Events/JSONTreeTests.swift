import Testing

@testable import Wire

/// JSON as a tree.
struct JSONTreeTests {
    @Test(
        arguments: [
            "null", "true", "0", "-1.5", #""가\n""#, "[]", "{}", #"{"a":[1,{"b":null}],"c":"x"}"#, "[[[[]]]]",
        ])
    func `what is written is what was read`(text: String) throws {
        var json = JSONWriter()
        try JSONTree(Array(text.utf8)).write(to: &json)
        #expect(String(decoding: json.bytes, as: UTF8.self) == text)
        #expect(try JSONTree(json.bytes) == JSONTree(Array(text.utf8)))
    }

    @Test(
        arguments: [
            "", " ", "{", "[1,]", "{\"a\":}", "{\"a\":1,\"a\":2}", "nul", "01", "1 2", "\"\\ud800\"", "'a'", "{a:1}",
            "\"\u{1}\"", "NaN", String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
        ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: EventError.self) { try JSONTree(Array(text.utf8)) }
    }

    @Test func `bytes that are no UTF-8 are refused, a thousand nested brackets cost no stack`() {
        #expect(throws: EventError.self) { try JSONTree([0x22, 0xFF, 0x22]) }
        #expect(throws: EventError.self) { try JSONTree(Array(String(repeating: "[", count: 1_000_000).utf8)) }
    }
}
