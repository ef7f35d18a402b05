import Loop
import Synchronization
import Testing
import Transport
import Wire

@Suite struct TransportServerTests {
    /// Answers by path: at once, later, never; `/ws` is a WebSocket that echoes, and obeys a few words.
    private final class Handler: RequestHandler {
        let loop: EventLoop
        let closes: Closes

        init(_ loop: EventLoop, _ closes: Closes) {
            self.loop = loop
            self.closes = closes
        }

        func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
            switch request.path {
            case "/ws":
                exchange.acceptWebSocket(subprotocol: nil, delegate: Talker(loop, closes))
            case "/later":
                _ = loop.startTimer(
                    afterMilliseconds: 20, Answer { exchange.respond(HTTPResponse(.ok, text: "later")) })
            case "/never":
                exchange.onAbort = { [closes] in closes.add(.goingAway) }
                closes.hold(exchange)
            default:
                exchange.respond(HTTPResponse(.ok, text: request.path + String(decoding: request.body, as: UTF8.self)))
                exchange.respond(HTTPResponse(.internalServerError, text: "a second answer is ignored"))
            }
        }
    }

    private final class Answer: TimerTarget {
        let body: () -> Void

        init(_ body: @escaping () -> Void) { self.body = body }

        func timerFired(_ kind: Int) { body() }
    }

    /// The close codes that delegates were told, from any thread.
    private final class Closes: Sendable {
        private let codes = Mutex<[CloseCode]>([])
        nonisolated(unsafe) private var held: [any HTTPExchange] = []

        func add(_ code: CloseCode) { codes.withLock { $0.append(code) } }

        /// Touched by the one loop's thread only.
        func hold(_ exchange: any HTTPExchange) { held.append(exchange) }

        var all: [UInt16] { codes.withLock { $0.map(\.rawValue) } }
    }

    private final class Talker: MessageChannelDelegate {
        let loop: EventLoop
        let closes: Closes

        init(_ loop: EventLoop, _ closes: Closes) {
            self.loop = loop
            self.closes = closes
        }

        func channelOpened(_ channel: any MessageChannel) { channel.send(text: "hello") }

        func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {
            switch text.withUnsafeBytes({ String(decoding: $0, as: UTF8.self) }) {
            case "pause":
                channel.pauseReading()
                channel.send(text: "paused")
                _ = loop.startTimer(
                    afterMilliseconds: 30,
                    Answer {
                        channel.send(text: "resumed")
                        channel.resumeReading()
                    })
            case "close":
                channel.close(.policyViolation, reason: "you said so")
                channel.send(text: "dropped")
            default:
                channel.send(text: text)
            }
        }

        func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) { channel.send(binary: data) }

        func channelClosed(_ channel: any MessageChannel, code: CloseCode) { closes.add(code) }
    }

    private struct Running {
        let server: TransportServer
        let closes = Closes()

        init(_ change: (inout TransportConfiguration) -> Void = { _ in }) throws {
            var configuration = TransportConfiguration()
            configuration.port = 0
            change(&configuration)
            let closes = closes
            server = try TransportServer(configuration) { Handler($0, closes) }
        }

        func stop() { server.drain(withinMilliseconds: 2000) }

        /// A client behind the upgrade and the greeting.
        func webSocket() throws -> RawClient {
            let client = RawClient(server.address)
            client.send(
                "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            let text = try #require(client.readText { $0.hasSuffix("\u{81}\u{5}hello") || $0.hasSuffix("hello") })
            #expect(text.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
            return client
        }
    }

    /// A client's frame. A key of zeros masks nothing, and the bytes can be read here.
    private func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
        precondition(payload.count < 126)
        return [first, 0x80 | UInt8(payload.count), 0, 0, 0, 0] + payload
    }

    private func text(_ text: String) -> [UInt8] { frame(0x81, Array(text.utf8)) }

    private func told(_ text: String) -> [UInt8] { [0x81, UInt8(text.utf8.count)] + Array(text.utf8) }

    @Test func `pipelined requests are answered in order, also when an answer comes late`() throws {
        let running = try Running()
        defer { running.stop() }
        let client = RawClient(running.server.address)
        client.send(
            "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n:aGET /later HTTP/1.1\r\nHost: h\r\n\r\n"
                + "HEAD /3 HTTP/1.1\r\nHost: h\r\n\r\nGET /4 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\nGET /5")
        let text = try #require(client.readText())
        let bodies = text.components("HTTP/1.1 200 OK").dropFirst().map { $0.components("\r\n\r\n").last ?? "" }
        #expect(bodies == ["/1:a", "later", "", "/4"])
    }

    @Test func `a client that ends its side is still answered`() throws {
        let running = try Running()
        defer { running.stop() }
        let client = RawClient(running.server.address)
        client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n")
        client.end()
        #expect(try #require(client.readText()).hasSuffix("later"))
    }

    @Test func `a held answer is let go when its client leaves`() throws {
        let running = try Running()
        let client = RawClient(running.server.address)
        client.send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n")
        client.end()
        #expect(client.readText() == "")
        running.stop()
        #expect(running.closes.all == [1001])
    }

    @Test func `broken requests get their status, and the connection ends`() throws {
        let running = try Running()
        defer { running.stop() }
        for (request, status) in [
            ("GET / HTTP/1.1\n", "400"), ("BREW / HTTP/1.1\r\n", "501"), ("GET / HTTP/3.0\r\n", "505"),
        ] {
            let client = RawClient(running.server.address)
            client.send(request)
            #expect(try #require(client.readText()).hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test func `a client that waits for 100 gets it`() throws {
        let running = try Running()
        defer { running.stop() }
        let client = RawClient(running.server.address)
        client.send("POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
        #expect(client.readText { $0.hasSuffix("\r\n\r\n") } == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("y")
        #expect(try #require(client.readText { $0.hasSuffix("/xy") }).hasPrefix("HTTP/1.1 200"))
    }

    @Test(arguments: ["GET / HT", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc"])
    func `a request that never ends is told so`(request: String) throws {
        let running = try Running {
            $0.limits.headMilliseconds = 100
            $0.limits.bodyMilliseconds = 100
        }
        defer { running.stop() }
        let client = RawClient(running.server.address)
        client.send(request)
        #expect(try #require(client.readText()).hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `a connection that says nothing is closed without a word`() throws {
        let running = try Running { $0.limits.headMilliseconds = 100 }
        defer { running.stop() }
        #expect(RawClient(running.server.address).readText() == "")
    }

    @Test func `whoever is one too many is told to come back`() throws {
        let running = try Running { $0.limits.connections = 1 }
        defer { running.stop() }
        let first = try running.webSocket()
        #expect(try #require(RawClient(running.server.address).readText()).hasPrefix("HTTP/1.1 503 "))
        first.send(text("still here"))
        #expect(first.read { $0 == told("still here") } == told("still here"))
    }

    @Test func `messages that arrived with a pause come after it, in order`() throws {
        let running = try Running()
        defer { running.stop() }
        let client = try running.webSocket()
        client.send(text("a") + text("pause") + text("b") + text("pause") + text("c"))
        let expected = ["a", "paused", "resumed", "b", "paused", "resumed", "c"].flatMap(told)
        #expect(client.read { $0.count >= expected.count } == expected)
    }

    @Test func `the server's close is answered, and nothing follows it`() throws {
        let running = try Running()
        let client = try running.webSocket()
        client.send(text("close") + text("ignored") + frame(0x88, [0x03, 0xF0]))
        #expect(client.read() == [0x88, 13, 0x03, 0xF0] + Array("you said so".utf8))
        running.stop()
        #expect(running.closes.all == [1008])
    }

    @Test func `a peer that doesn't answer a close is cut off`() throws {
        let running = try Running { $0.limits.closeMilliseconds = 100 }
        let client = try running.webSocket()
        client.send(text("close"))
        #expect(client.read()?.first == 0x88)
        running.stop()
        #expect(running.closes.all == [1008])
    }

    @Test func `the peer's close is echoed; a vanished peer is 1006`() throws {
        let running = try Running()
        let client = try running.webSocket()
        client.send(frame(0x88, [0x0F, 0xA1]))
        #expect(client.read() == [0x88, 2, 0x0F, 0xA1])
        let vanished = try running.webSocket()
        vanished.end()
        #expect(vanished.read() == [])
        running.stop()
        #expect(running.closes.all == [4001, 1006])
    }

    @Test func `silence is pinged, then closed`() throws {
        let running = try Running {
            $0.limits.pingMilliseconds = 60
            $0.limits.idleMilliseconds = 200
            $0.limits.closeMilliseconds = 100
        }
        let client = try running.webSocket()
        let bytes = try #require(client.read())
        #expect(bytes.prefix(2) == [0x89, 0])
        #expect(bytes.contains(0x88))
        running.stop()
        #expect(running.closes.all == [1001])
    }

    @Test func `several loops share the port, and a drain ends them all`() throws {
        let running = try Running { $0.loops = 3 }
        let clients = try (0..<20).map { _ in try running.webSocket() }
        #expect(running.server.connectionCount == 20)
        for client in clients { client.send(text("x")) }
        for client in clients { #expect(client.read { $0 == told("x") } != nil) }
        running.server.drain(withinMilliseconds: 50)
        for client in clients { #expect(client.read() != nil, "the connection has ended") }
        #expect(running.closes.all.count == 20)
    }
}

extension String {
    /// The parts between a separator, without Foundation.
    fileprivate func components(_ separator: String) -> [String] {
        var parts = [""]
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(separator) {
                parts.append("")
                rest = rest.dropFirst(separator.count)
            } else {
                parts[parts.count - 1].append(rest.removeFirst())
            }
        }
        return parts
    }
}
