import Glibc
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
            case let path where path.hasPrefix("/long"):
                exchange.respond(HTTPResponse(.ok, text: String(repeating: "#", count: 60_000)))
            case "/count":
                exchange.collect { exchange.respond(HTTPResponse(.ok, text: "\($0.body.count)")) }
            case "/stream":
                exchange.begin(HTTPResponse(.ok), length: nil)
                Stream(exchange).goOn()
            case "/slow":
                exchange.onAbort = { [closes] in closes.add(.internalError) }
                closes.hold(exchange)
            case "/never":
                exchange.onAbort = { [closes] in closes.add(.goingAway) }
                exchange.wait()
                closes.hold(exchange)
            default:
                exchange.collect { request in
                    let text = request.path + String(decoding: request.body, as: UTF8.self)
                    exchange.respond(HTTPResponse(.ok, text: text))
                    exchange.respond(HTTPResponse(.internalServerError, text: "a second answer is ignored"))
                }
            }
        }
    }

    /// 20 MB, as fast as they are read.
    private final class Stream {
        let exchange: any HTTPExchange
        var left = 2000

        init(_ exchange: any HTTPExchange) { self.exchange = exchange }

        func goOn() {
            exchange.onDrained = { self.goOn() }
            while left > 0 {
                left -= 1
                if !exchange.write(Array(repeating: UInt8(ascii: "#"), count: 10_000)) { return }
            }
            exchange.finish()
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

    @Test(arguments: [1, 4]) func `requests whose answers nobody reads cost a connection 4 MB at most`(clients: Int)
        throws
    {
        let running = try Running()
        defer { running.stop() }
        // Answers of 60 KB: unbounded, they would come to 480 MB for each connection.
        let path = String(repeating: "a", count: 60)
        let flood = Array(String(repeating: "GET /long\(path) HTTP/1.1\r\nHost: h\r\n\r\n", count: 8000).utf8)
        let before = residentBytes()
        let held = (0..<clients).map { _ in RawClient(running.server.address, receiveBuffer: 4096) }
        for client in held {
            // As much as is taken; the rest waits for the reader.
            client.send(flood, withinMilliseconds: 300)
        }
        usleep(200_000)
        #expect(residentBytes() - before < clients * 4 * 1024 * 1024)
        withExtendedLifetime(held) {}
    }

    @Test func `an answer in pieces waits for its reader, and a slow reader gets all of it`() throws {
        let running = try Running()
        defer { running.stop() }
        let client = RawClient(running.server.address, receiveBuffer: 4096)
        let before = residentBytes()
        client.send("GET /stream HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        client.end()
        usleep(100_000)
        #expect(residentBytes() - before < 4 * 1024 * 1024)
        let answer = try #require(client.read())
        #expect(answer.count { $0 == UInt8(ascii: "#") } == 20_000_000)
        #expect(answer.suffix(5) == Array("0\r\n\r\n".utf8))
    }

    @Test func `an answer that never comes is given up, and its handler told`() throws {
        let running = try Running { $0.limits.handlingMilliseconds = 50 }
        let client = RawClient(running.server.address)
        client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n")
        let answer = try #require(client.readText())
        #expect(
            answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("retry-after") && answer.contains("(handling-seconds)")
        )
        running.stop()
        #expect(running.closes.all == [1011])
    }

    @Test func `a reader that stops is cut off, one that is only slow is not`() throws {
        let running = try Running { $0.limits.leavingMilliseconds = 400 }
        defer { running.stop() }
        let slow = RawClient(running.server.address), stopped = RawClient(running.server.address)
        for client in [slow, stopped] {
            client.send("GET /stream HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        }
        let end = ContinuousClock.now + .milliseconds(1500)
        var read = 0
        while ContinuousClock.now < end {
            read += slow.receive(atMost: 65536)?.count ?? 0
            usleep(10_000)
        }
        #expect(read + (slow.read()?.count ?? 0) > 20_000_000)
        #expect(stopped.read().map { $0.count < 20_000_000 } == true)
    }

    @Test func `bodies of all connections together have a bound`() throws {
        let running = try Running { $0.limits.bufferedBytes = 300_000 }
        defer { running.stop() }
        let head = "POST /count HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n"
        let clients = (0..<2).map { _ in RawClient(running.server.address) }
        for client in clients {
            client.send(head + String(repeating: "b", count: 190_000))
            usleep(50_000)
        }
        let refusal = try #require(clients[1].readText())
        #expect(refusal.hasPrefix("HTTP/1.1 503 ") && refusal.contains("(max-buffered-bytes)"))
        clients[0].send(String(repeating: "b", count: 10_000))
        let answer = try #require(clients[0].readText { $0.hasSuffix("200000") })
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
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

/// The memory of this process, as the system counts it.
private func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    guard fgets(&buffer, 128, file) != nil else { return 0 }
    let fields = String(decoding: buffer.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4096 : 0
}
