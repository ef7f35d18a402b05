import Glibc
import Loop
import Testing
import Transport
import Wire

/// permessage-deflate over real sockets: who gets it, for what, and how much memory it may take.
@Suite struct CompressionTests {
    private final class EchoHandler: RequestHandler, MessageChannelDelegate {
        func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
            exchange.acceptWebSocket(WebSocketTerms(), delegate: self)
        }

        func channelOpened(_ channel: any MessageChannel) {}

        func channel(_ channel: any MessageChannel, receivedText text: RawSpan) { channel.send(text: text) }

        func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) { channel.send(binary: data) }

        func channelClosed(_ channel: any MessageChannel, code: CloseCode) {}
    }

    private func start(_ deflate: WebSocketDeflate?) throws -> TransportServer {
        var configuration = TransportConfiguration()
        configuration.port = 0
        configuration.deflate = deflate
        configuration.limits.webSocket.messageBytes = 100_000
        return try TransportServer(configuration) { _ in EchoHandler() }
    }

    /// A client that offers compression, and what was agreed on; nil for none.
    private func connect(_ server: TransportServer) throws -> (client: RawClient, agreement: String?) {
        let client = RawClient(server.address)
        client.send(
            "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n")
        let head = try #require(client.readText { $0.hasSuffix("\r\n\r\n") })
        let name = "sec-websocket-extensions: "
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name) }
        return (client, line.map { String($0.dropFirst(name.count)) })
    }

    /// A client's frame under a key of zeros.
    private func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let count = payload.count
        let length = count < 126 ? [0x80 | UInt8(count)] : [0xFE, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [first] + length + [0, 0, 0, 0] + payload
    }

    @Test func `nothing is compressed unless the operator says so`() throws {
        let server = try start(nil)
        defer { server.drain(withinMilliseconds: 2000) }
        #expect(try connect(server).agreement == nil)
    }

    @Test func `small messages go as they are, large ones compressed`() throws {
        let server = try start(WebSocketDeflate())
        defer { server.drain(withinMilliseconds: 2000) }
        let (client, agreement) = try connect(server)
        #expect(agreement == "permessage-deflate")
        client.send(frame(0x82, Array(repeating: 1, count: 255)))
        let small = try #require(client.read { $0.count == 4 + 255 })
        #expect(small.prefix(4) == [0x82, 126, 0, 255])
        client.send(frame(0x82, Array(repeating: 1, count: 256)))
        let large = try #require(client.read { $0.count > 2 && $0.count == 2 + Int($0[1]) })
        #expect(large[0] == 0xC2)
        #expect(large.count < 20)
    }

    @Test func `windows are kept while there is memory for them, and again when it is given back`() throws {
        var deflate = WebSocketDeflate()
        deflate.contextBytes = 400_000
        let server = try start(deflate)
        defer { server.drain(withinMilliseconds: 2000) }
        let first = try connect(server)
        #expect(first.agreement == "permessage-deflate")
        let second = try connect(server)
        let third = try connect(server)
        let nothing = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        #expect([second.agreement, third.agreement] == [nothing, nothing])
        // The two share a compressor, and none of them sees what the other has sent.
        let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 * $0) }
        for client in [second.client, third.client, second.client] {
            client.send(frame(0x82, message))
            let answer = try #require(client.read { $0.count > 4 && $0.count >= 4 + Int($0[2]) << 8 + Int($0[3]) })
            let inflater = Inflater(windowBits: 15, keepsContext: false)
            let reader = WebSocketReader(role: .client, limits: WebSocketLimits(), inflater: inflater)
            #expect(received(answer, reader) == message)
        }
        first.client.send(frame(0x88, [0x03, 0xE8]))
        #expect(first.client.read() == [0x88, 2, 0x03, 0xE8])
        first.client.end()
        // The server sees the end in a turn of its own.
        var again: String?
        for _ in 0..<100 where again != "permessage-deflate" {
            again = try connect(server).agreement
            usleep(10_000)
        }
        #expect(again == "permessage-deflate")
    }

    private func received(_ bytes: [UInt8], _ reader: WebSocketReader) -> [UInt8]? {
        var bytes = bytes
        return bytes.withUnsafeMutableBytes { buffer in
            var rest = buffer
            guard case .binary(let message) = reader.next(&rest) else { return nil }
            return Array(message)
        }
    }

    @Test func `a bomb ends its connection with 1009, and the shared inflater goes on`() throws {
        var deflate = WebSocketDeflate()
        deflate.contextBytes = 0
        let server = try start(deflate)
        defer { server.drain(withinMilliseconds: 2000) }
        let bomber = try connect(server).client
        let deflater = Deflater(windowBits: 15, keepsContext: false, level: 9)
        var bomb: [UInt8] = []
        let zeros = [UInt8](repeating: 0, count: 20_000_000)
        zeros.withUnsafeBytes { deflater.deflate($0) { bomb = Array($0) } }
        #expect(bomb.count < 30_000)
        let other = try connect(server).client
        bomber.send(frame(0xC2, bomb))
        let farewell = try #require(bomber.read())
        #expect(farewell.first == 0x88)
        #expect(farewell[2...3] == [0x03, 0xF1])
        var hello: [UInt8] = []
        Array("hello".utf8).withUnsafeBytes { deflater.deflate($0) { hello = Array($0) } }
        other.send(frame(0xC1, hello))
        #expect(other.read { $0.count == 7 } == [0x81, 5] + Array("hello".utf8))
    }
}
