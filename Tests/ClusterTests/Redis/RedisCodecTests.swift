import Characters
import Testing

@testable import Cluster

@Suite("RedisCodec")
struct RedisCodecTests {
    private static let answers =
        "+OK\r\n-ERR no\r\n:-12\r\n$-1\r\n$0\r\n\r\n$5\r\na\r\n\u{0}b\r\n*0\r\n*3\r\n:1\r\n*2\r\n$1\r\nx\r\n*-1\r\n+y\r\n"
    private static let meaning: [RedisReply] = [
        .status("OK"), .error("ERR no"), .integer(-12), .null, .string([]), .string(Array("a\r\n\u{0}b".utf8)),
        .array([]), .array([.integer(1), .array([.string([120]), .null]), .status("y")]),
    ]

    /// What the codec makes of bytes that arrive in pieces of these sizes.
    private func read(_ text: String, pieces: () -> Int) throws -> [RedisReply] {
        let codec = RedisCodec()
        var rest = Array(text.utf8)[...], replies: [RedisReply] = []
        while !rest.isEmpty {
            var violation: RedisCodec.Violation?
            Array(rest.prefix(pieces())).withUnsafeBytes { bytes in
                do throws(RedisCodec.Violation) { try codec.feed(bytes) } catch { violation = error }
            }
            if let violation { throw violation }
            rest = rest.dropFirst(pieces())
            while let reply = try codec.next() { replies.append(reply) }
        }
        return replies
    }

    @Test("answers are read whole and byte by byte")
    func divisions() throws {
        #expect(try read(Self.answers) { 10_000 } == Self.meaning)
        #expect(try read(Self.answers) { 1 } == Self.meaning)
        for size in 2..<40 { #expect(try read(Self.answers) { size } == Self.meaning) }
    }

    @Test("what is not Redis is told", arguments: ["HTTP/1.1 200 OK\r\n", "$x\r\n", "*2147483647\r\n", ":1a\r\n"])
    func garbage(text: String) {
        #expect(throws: RedisCodec.Violation.self) { try read(text) { 3 } }
    }

    @Test("commands hold any bytes")
    func commands() {
        var command = RedisCommand("SET", "")
        command.add([13, 10, 0, 255])
        var written: [UInt8] = []
        RedisCodec.write(command) { written = Array($0) }
        #expect(written == Array("*3\r\n$3\r\nSET\r\n$0\r\n\r\n$4\r\n".utf8) + [13, 10, 0, 255, 13, 10])
    }
}
