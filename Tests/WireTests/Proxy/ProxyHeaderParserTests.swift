import Testing
import Wire

@Suite struct ProxyHeaderParserTests {
    /// What the parser says, and how many bytes it leaves, however the bytes are cut; all ways must agree.
    private func outcome(_ bytes: [UInt8]) throws -> (event: ProxyHeaderParser.Event, left: Int) {
        let outcomes = Cuts(bytes).map { pieces -> (ProxyHeaderParser.Event, Int) in
            var parser = ProxyHeaderParser()
            var used = 0
            for piece in pieces {
                var cursor = 0
                let event = parser.next(piece.span.bytes, &cursor)
                used += cursor
                if event != .needsMore { return (event, bytes.count - used) }
                #expect(cursor == piece.count)
            }
            return (.needsMore, 0)
        }
        let first = try #require(outcomes.first)
        #expect(outcomes.allSatisfy { $0 == first })
        return first
    }

    private func isFailure(_ bytes: [UInt8]) throws -> Bool {
        if case .failure = try outcome(bytes).event { true } else { false }
    }

    /// A header of version 2.
    private func binary(_ command: UInt8, _ family: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0x0D, 0x0A, 0x0D, 0x0A, 0, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, command, family]
            + [UInt8(body.count >> 8), UInt8(body.count & 255)] + body
    }

    private let v4Body: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 1, 0xDC, 0x04, 0x01, 0xBB]
    private let client = ProxyHeader.client(IPAddress("192.0.2.1")!, port: 56324)

    @Test func `a line names the client, and what follows is left alone`() throws {
        let (event, left) = try outcome(Array("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\nGET / HTTP/1.1".utf8))
        #expect(event == .header(client))
        #expect(left == 14)
        let v6 = try outcome(Array("PROXY TCP6 2001:db8::1 2001:db8::2 1 65535\r\n".utf8)).event
        #expect(v6 == .header(.client(IPAddress("2001:db8::1")!, port: 1)))
        let longest = "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n"
        #expect(try outcome(Array(longest.utf8)).event == .header(.unknown))
        #expect(try outcome(Array("PROXY UNKNOWN\r\n".utf8)).event == .header(.unknown))
    }

    @Test func `a binary header names the client, whatever notes follow the addresses`() throws {
        #expect(try outcome(binary(0x21, 0x11, v4Body) + [1, 2, 3]) == (.header(client), 3))
        #expect(try outcome(binary(0x21, 0x11, v4Body + [0x04, 0, 1, 0xFF])).event == .header(client))
        let v6 = [UInt8](repeating: 0, count: 15) + [1] + [UInt8](repeating: 0, count: 15) + [2, 0x12, 0x34, 0, 80]
        #expect(try outcome(binary(0x21, 0x21, v6)).event == .header(.client(IPAddress("::1")!, port: 0x1234)))
    }

    @Test func `who speaks for itself, or of no address of the internet, is unknown`() throws {
        #expect(try outcome(binary(0x20, 0x00, [])).event == .header(.unknown))
        #expect(try outcome(binary(0x20, 0x11, v4Body)).event == .header(.unknown))
        #expect(try outcome(binary(0x21, 0x00, [])).event == .header(.unknown))
        #expect(try outcome(binary(0x21, 0x12, v4Body)).event == .header(.unknown))
        #expect(try outcome(binary(0x21, 0x31, [UInt8](repeating: 1, count: 216))).event == .header(.unknown))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n", "PROXX", "proxy TCP4 1.2.3.4 1.2.3.4 1 1\r\n", "PROXY TCP4 1.2.3.4 1.2.3.4 1 1\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n", "PROXY TCP4  1.2.3.4 1.2.3.4 1 1\r\n", "PROXY UDP4 1.2.3.4 1.2.3.4 1 1\r\n",
        "PROXY TCP4 ::1 ::1 1 1\r\n", "PROXY TCP6 1.2.3.4 1.2.3.4 1 1\r\n", "PROXY TCP4 1.2.3.4 1.2.3.4 65536 1\r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 +1 1\r\n", "PROXY TCP4 01.2.3.4 1.2.3.4 1 1\r\n", "PROXY TCP4 1.2.3.4 x 1 1\r\n",
        "PROXY TCP4 1.2.3.4 1.2.3.4 1 x\r\n", "PROXY \r\n",
    ])
    func `a line that is not exact is refused`(line: String) throws {
        #expect(try isFailure(Array(line.utf8)))
    }

    @Test func `a header without an end is refused at its bound`() throws {
        #expect(try isFailure(Array("PROXY UNKNOWN ".utf8) + [UInt8](repeating: 0x20, count: 200)))
        #expect(try isFailure(binary(0x21, 0x11, v4Body + [UInt8](repeating: 0, count: 4000))))
        #expect(try outcome(Array("PROXY TCP4 1.2".utf8)).event == .needsMore)
        #expect(try outcome(binary(0x21, 0x11, v4Body).dropLast()).event == .needsMore)
    }

    @Test func `a binary header with unknown parts is refused`() throws {
        #expect(try isFailure(binary(0x11, 0x11, v4Body)))
        #expect(try isFailure(binary(0x22, 0x11, v4Body)))
        #expect(try isFailure(binary(0x21, 0x41, v4Body)))
        #expect(try isFailure(binary(0x21, 0x11, Array(v4Body.dropLast()))))
        #expect(try isFailure(binary(0x21, 0x21, v4Body)))
        #expect(try isFailure([0x0D, 0x0A, 0x0D, 0x0A, 1]))
    }
}
