import Loop
import Synchronization
import Testing
import Transport
import Wire

/// Behind a load balancer: the client is where trusted proxies say it is, and nobody else is believed.
@Suite struct ProxyTests {
    /// Answers with the client's address; `/ws` is a WebSocket that says it.
    private final class Handler: RequestHandler {
        func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
            if request.path == "/ws" {
                exchange.acceptWebSocket(subprotocol: nil, delegate: Teller())
            } else {
                exchange.respond(HTTPResponse(.ok, text: "[\(exchange.remoteAddress)]"))
            }
        }
    }

    private final class Teller: MessageChannelDelegate {
        func channelOpened(_ channel: any MessageChannel) { channel.send(text: "[\(channel.remoteAddress)]") }

        func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {}

        func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {}

        func channelClosed(_ channel: any MessageChannel, code: CloseCode) {}
    }

    @Test func `what is no PROXY header is told to the operator, once in a while`() throws {
        let notices = Notices()
        let server = try Self.server {
            $0.expectsProxyHeader = true
            $0.notice = { notices.add($0) }
        }
        defer { server.drain(withinMilliseconds: 1000) }
        // 4,000 bytes of notes behind the addresses.
        var header = Self.v2 + [UInt8](repeating: 0, count: 4000)
        header[14] = 0x0F
        header[15] = 0xA0
        for _ in 0..<3 {
            let client = RawClient(server.address)
            client.send(header)
            #expect(client.readText() == "")
        }
        #expect(notices.all.count == 1)
        #expect(notices.all.first?.contains("longer than 2048 bytes") == true)
    }

    private final class Notices: Sendable {
        private let sentences = Mutex<[String]>([])

        func add(_ sentence: String) { sentences.withLock { $0.append(sentence) } }

        var all: [String] { sentences.withLock(\.self) }
    }

    private static let request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
    private static let upgrade =
        "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    private static let v2: [UInt8] =
        [0x0D, 0x0A, 0x0D, 0x0A, 0, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12]
        + [203, 0, 113, 9, 127, 0, 0, 1, 0x12, 0x34, 0, 80]

    private static func server(_ change: (inout TransportConfiguration) -> Void = { _ in }) throws -> TransportServer {
        var configuration = TransportConfiguration()
        configuration.port = 0
        configuration.trustedProxies = [AddressBlock("127.0.0.1")!]
        change(&configuration)
        return try TransportServer(configuration) { _ in Handler() }
    }

    /// What a client at 127.0.0.`host` gets that says these pieces.
    private static func answer(_ server: TransportServer, _ pieces: [[UInt8]], from host: UInt32 = 1) -> String? {
        let client = RawClient(server.address, from: host)
        for piece in pieces { client.send(piece) }
        return client.readText { $0.contains("]") }
    }

    static let pieces: [[String]] = [
        ["PROXY TCP4 203.0.113.9 127.0.0.1 4660 80\r\n" + request + "\r\n"],
        ["PROXY TCP4 203.0.113.9 ", "127.0.0.1 4660 80\r", "\nGE", String((request + "\r\n").dropFirst(2))],
    ]

    @Test(arguments: pieces)
    func `a PROXY line says where the client is`(pieces: [String]) throws {
        let server = try Self.server { $0.expectsProxyHeader = true }
        defer { server.drain(withinMilliseconds: 100) }
        let answer = Self.answer(server, pieces.map { Array($0.utf8) })
        #expect(try #require(answer).hasSuffix("[203.0.113.9:4660]"))
    }

    @Test func `a binary PROXY header says where the client is`() throws {
        let server = try Self.server { $0.expectsProxyHeader = true }
        defer { server.drain(withinMilliseconds: 100) }
        let answer = Self.answer(server, [Self.v2 + Array((Self.request + "\r\n").utf8)])
        #expect(try #require(answer).hasSuffix("[203.0.113.9:4660]"))
        // The balancer's own health check.
        let local = [UInt8](Self.v2.prefix(12)) + [0x20, 0, 0, 0] + Array((Self.request + "\r\n").utf8)
        #expect(try #require(Self.answer(server, [local])).contains("[127.0.0.1:"))
    }

    @Test func `a trusted proxy that brings no header is closed, without a word`() throws {
        let server = try Self.server {
            $0.expectsProxyHeader = true
            $0.limits.handshakeMilliseconds = 100
        }
        defer { server.drain(withinMilliseconds: 100) }
        #expect(Self.answer(server, [Array(Self.request.utf8)]) == "")
        #expect(RawClient(server.address).readText() == "", "nor is it waited for")
    }

    @Test func `nobody else is believed`() throws {
        let server = try Self.server { $0.expectsProxyHeader = true }
        defer { server.drain(withinMilliseconds: 100) }
        let answer = Self.answer(server, [Array((Self.request + "\r\n").utf8)], from: 2)
        #expect(try #require(answer).contains("[127.0.0.2:"))
        let liar = Self.answer(server, [Array(Self.pieces[0][0].utf8)], from: 2)
        #expect(try #require(liar).hasPrefix("HTTP/1.1 400 "))
    }

    @Test func `X-Forwarded-For is believed from trusted proxies only`() throws {
        let server = try Self.server()
        defer { server.drain(withinMilliseconds: 100) }
        let request = Array((Self.request + "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n\r\n").utf8)
        #expect(try #require(Self.answer(server, [request])).hasSuffix("[203.0.113.9:0]"))
        #expect(try #require(Self.answer(server, [request], from: 2)).contains("[127.0.0.2:"))
        let upgrade = Array((Self.upgrade + "X-Forwarded-For: 203.0.113.9\r\n\r\n").utf8)
        #expect(try #require(Self.answer(server, [upgrade])).hasSuffix("[203.0.113.9:0]"))
    }

    @Test(arguments: [true, false])
    func `limits per address mean the client's`(byHeader: Bool) throws {
        let server = try Self.server {
            $0.expectsProxyHeader = byHeader
            $0.limits.connectionsPerAddress = 1
        }
        defer { server.drain(withinMilliseconds: 100) }
        func connect(_ client: String) -> RawClient {
            let raw = RawClient(server.address)
            raw.send(
                byHeader
                    ? "PROXY TCP4 \(client) 127.0.0.1 1 80\r\n\(Self.upgrade)\r\n"
                    : "\(Self.upgrade)X-Forwarded-For: \(client)\r\n\r\n")
            return raw
        }
        let first = connect("203.0.113.1"), second = connect("203.0.113.2")
        #expect(first.readText { $0.hasSuffix("]") }?.contains(" 101 ") == true)
        #expect(second.readText { $0.hasSuffix("]") }?.contains(" 101 ") == true)
        let refusal = connect("203.0.113.1").readText { $0.contains("again") } ?? ""
        #expect(refusal.hasPrefix("HTTP/1.1 429 "))
        #expect(refusal.contains("(max-connections-per-address)"))
        first.end()
        #expect(first.readText() != nil)
        #expect(
            eventually {
                connect("203.0.113.1").readText { $0.hasSuffix("]") || $0.contains("again") }?.contains(" 101 ") == true
            })
        withExtendedLifetime(second) {}
    }
}
