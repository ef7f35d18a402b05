import Testing

@testable import Wire

@Suite struct EnginePayloadTests {
    /// What a reader hands out, spelled: `4hello`, or `b` and the bytes.
    private func packets(_ body: [UInt8]) -> [String]? {
        guard var reader = EnginePayloadReader(body) else { return nil }
        var packets: [String] = []
        while let packet = reader.next() {
            switch packet {
            case .text(let type, let data):
                let text = reader.withData(data) { $0.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
                packets.append(String(UnicodeScalar(type.rawValue)) + text)
            case .binary(let data): packets.append("b\(data)")
            }
        }
        #expect(reader.isAtEnd)
        return packets
    }

    @Test(arguments: [
        ("4hello", ["4hello"]), ("4", ["4"]), ("3", ["3"]), ("2probe", ["2probe"]),
        ("4test1\u{1E}4test2\u{1E}4test3", ["4test1", "4test2", "4test3"]),
        ("4hello\u{1E}bAQIDBA==", ["4hello", "b[1, 2, 3, 4]"]), ("b", ["b[]"]), ("4\u{1E}4", ["4", "4"]),
        ("4한글\u{1E}bAAEC", ["4한글", "b[0, 1, 2]"]),
    ])
    func `packets are read in order`(body: String, expected: [String]) {
        #expect(packets(Array(body.utf8)) == expected)
    }

    @Test(arguments: [
        "", "abc", "7", "4a\u{1E}", "\u{1E}4a", "4a\u{1E}\u{1E}4b", "4a\u{1E}x", "bAQID=", "bAQI", "bAQ==AQID", "bAR==",
        "b====", "bA B=", "B", "4ok\u{1E}b!!!!",
    ])
    func `a payload with anything wrong in it is no payload`(body: String) {
        #expect(packets(Array(body.utf8)) == nil)
    }

    @Test func `text that is not UTF-8 is no payload`() {
        #expect(packets([UInt8(ascii: "4"), 0xC0, 0x80]) == nil)
        #expect(packets([UInt8(ascii: "4"), 0xED, 0xA0, 0x80]) == nil)
    }

    @Test func `base64 decodes what it encodes, and nothing else`() {
        var random = SplitMix(state: 5)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let text = Array(Base64.encode(bytes).utf8)
            #expect(text.count == (count + 2) / 3 * 4)
            let decoded = Base64.decode(text.span.bytes)
            #expect(decoded == bytes)
            guard !text.isEmpty else { continue }
            var broken = text
            broken[Int.random(in: 0..<text.count, using: &random)] = UInt8(ascii: "*")
            let refused = Base64.decode(broken.span.bytes)
            #expect(refused == nil)
        }
    }

    @Test func `whatever was sent by polling comes out of its payloads, at most sixteen packets each`() {
        var outbox = EngineOutbox()
        var random = SplitMix(state: 16)
        var sent: [String] = [], read: [String] = []
        for round in 0..<40 {
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                    UInt8.random(in: 0x20...0x7E, using: &random)
                }
                if Bool.random(using: &random) {
                    outbox.append(binary: bytes.span.bytes)
                    sent.append("b\(bytes)")
                } else {
                    outbox.append(.message) { $0 += bytes }
                    sent.append("4" + String(decoding: bytes, as: UTF8.self))
                }
            }
            for _ in 0...(round == 39 ? 1000 : 0) where !outbox.isEmpty {
                let some = packets(outbox.takePayload()) ?? []
                #expect((1...16).contains(some.count))
                read += some
            }
        }
        #expect(read == sent)
        #expect(outbox.isEmpty && outbox.byteCount == 0)
    }

    @Test func `what waited for a poll is framed for the WebSocket`() {
        var outbox = EngineOutbox()
        outbox.append(.ping)
        outbox.append(.message) { $0 += Array("hi".utf8) }
        let data: [UInt8] = [1, 2]
        outbox.append(binary: data.span.bytes)
        var frames: [[UInt8]] = []
        outbox.takeFrames { isBinary, bytes in
            #expect(isBinary == (frames.count == 2))
            frames.append(bytes.withUnsafeBytes { Array($0) })
        }
        #expect(frames == [Array("2".utf8), Array("4hi".utf8), [1, 2]])
        #expect(outbox.isEmpty)
    }
}
