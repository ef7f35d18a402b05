import Loop
import Testing
import Wire

@testable import Sessions
@testable import Transport
@testable import conformance_server

/// What the official suite of Engine.IO 4 demands, and the moves between loops that it cannot see, over real sockets.
@Suite(.serialized) struct EngineConformanceTests {
    private static let path = "/engine.io/"
    private static let fresh = "EIO=4&transport=polling"

    private func serving(loops: Int = 2, _ body: (SocketAddress) throws -> Void) throws {
        var configuration = TransportConfiguration()
        configuration.port = 0
        configuration.loops = loops
        let server = try TransportServer(configuration) { EchoHandler(loop: $0) }
        defer { server.drain(withinMilliseconds: 1000) }
        try body(server.address)
    }

    private func client(_ address: SocketAddress) -> RequestClient { RequestClient(address, path: Self.path) }

    /// Begins a session by polling; answers the query of its further requests.
    private func begin(_ client: RequestClient) throws -> String {
        let answer = try #require(client.ask("GET", Self.fresh))
        #expect(answer.status == 200 && answer.head.contains("text/plain"))
        let fields = answer.body.split(separator: "\"")
        #expect(fields.prefix(2) == ["0{", "sid"])
        #expect(
            answer.body.hasSuffix(
                #","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000}"#)
        )
        return Self.fresh + "&sid=\(fields[3])"
    }

    private func webSocket(_ address: SocketAddress, session: String? = nil) throws -> MessageClient {
        let query = session.map { $0.replacing("polling", with: "websocket") } ?? "EIO=4&transport=websocket"
        return try #require(MessageClient(address, "\(Self.path)?\(query)"))
    }

    @Test(arguments: [
        ("GET", "transport=polling", 5), ("GET", "EIO=abc&transport=polling", 5), ("GET", "EIO=4", 0),
        ("GET", "EIO=4&transport=abc", 0), ("POST", "EIO=4&transport=polling", 2),
        ("PUT", "EIO=4&transport=polling", 2),
        ("GET", "EIO=4&transport=websocket", 3), ("GET", "EIO=4&transport=polling&sid=unknown", 1),
        ("GET", "EIO=4&transport=polling&sid=paWlpaWlpaWlpaWlpaWlAA", 1),
        ("GET", "EIO=4&transport=polling&sid=paWlpaWlpaWlpaWlpaWl__", 1),
        ("POST", "EIO=4&transport=polling&sid=paWlpaWlpaWlpaWlpaWlAB", 1),
    ])
    func `bad requests are refused with their code`(method: String, query: String, code: Int) throws {
        try serving { address in
            let answer = try #require(client(address).ask(method, query))
            #expect(answer.status == 400)
            #expect(answer.body.hasPrefix("{\"code\":\(code),"))
        }
    }

    @Test func `packets come back as they were sent`() throws {
        try serving { address in
            for body in ["4hello", "4test1\u{1E}4test2\u{1E}4test3", "4hello\u{1E}bAQIDBA=="] {
                let client = client(address), session = try begin(client)
                #expect(client.ask("POST", session, body: body)?.body == "ok")
                #expect(client.ask("GET", session)?.body == body)
            }
        }
    }

    @Test func `a payload has at most sixteen packets`() throws {
        try serving { address in
            let client = client(address), session = try begin(client)
            let sent = (0..<40).map { "4\($0)" }
            #expect(client.ask("POST", session, body: sent.joined(separator: "\u{1E}"))?.status == 200)
            var counts: [Int] = [], packets: [Substring] = []
            while packets.count < 40, let body = client.ask("GET", session)?.body {
                packets += body.split(separator: "\u{1E}")
                counts.append(body.split(separator: "\u{1E}").count)
            }
            #expect(counts == [16, 16, 8])
            #expect(packets.map(String.init) == sent)
        }
    }

    @Test func `a payload that is none ends the session`() throws {
        try serving { address in
            let client = client(address), session = try begin(client)
            #expect(client.ask("POST", session, body: "abc")?.status == 400)
            #expect(client.ask("GET", session)?.status == 400)
        }
    }

    @Test func `a payload beyond the limit is refused, the session goes on`() throws {
        try serving { address in
            let client = client(address), session = try begin(client)
            let body = "4" + String(repeating: "x", count: 1_000_000)
            #expect(client.ask("POST", session, body: body)?.status == 413)
            #expect(client.ask("POST", session, body: "4still here")?.body == "ok")
            #expect(client.ask("GET", session)?.body == "4still here")
        }
    }

    @Test func `a second poll ends the session`() throws {
        try serving { address in
            let first = client(address), second = client(address), session = try begin(first)
            first.send("GET", session)
            #expect(second.ask("PUT", session)?.status == 400)
            #expect(second.ask("GET", session)?.status == 400)
            #expect(first.answer()?.body == "1")
            #expect(second.ask("GET", session)?.body == #"{"code":1,"message":"Session ID unknown"}"#)
        }
    }

    @Test func `a poll that is broken off ends the session`() throws {
        try serving { address in
            let first = client(address), second = client(address), session = try begin(first)
            first.send("GET", session)
            #expect(second.ask("POST", session, body: "3")?.status == 200)
            first.end()
            #expect(first.answer() == nil)
            #expect(second.ask("GET", session)?.status == 400)
        }
    }

    @Test func `polls are pinged, and go on when they answer`() throws {
        try serving { address in
            let client = client(address), session = try begin(client)
            for _ in 0..<3 {
                #expect(client.ask("GET", session)?.body == "2")
                #expect(client.ask("POST", session, body: "3")?.status == 200)
            }
        }
    }

    @Test func `a client that does not answer is given up in time, pinged or not`() throws {
        try serving { address in
            let client = client(address), session = try begin(client)
            let clock = ContinuousClock(), start = clock.now
            while clock.now - start < .milliseconds(500) {}
            #expect(client.ask("GET", session)?.status == 400)
            let socket = try webSocket(address)
            #expect(socket.nextText()?.hasPrefix("0{") == true)
            #expect(socket.next() == .text("2"))
            #expect(socket.next() == .closed(1001))
        }
    }

    @Test func `a client may end its session`() throws {
        try serving { address in
            let poller = client(address), other = client(address), session = try begin(poller)
            poller.send("GET", session)
            #expect(other.ask("POST", session, body: "1")?.body == "ok")
            #expect(poller.answer()?.body == "6")
            #expect(other.ask("GET", session)?.status == 400)
            let socket = try webSocket(address)
            _ = socket.next()
            socket.send("1")
            #expect(socket.next() == .closed(1000))
        }
    }

    @Test func `a WebSocket carries a session from the beginning`() throws {
        try serving { address in
            let socket = try webSocket(address)
            #expect(
                socket.nextText()?.hasSuffix(
                    #","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000}"#) == true)
            socket.send("4hello")
            #expect(socket.next() == .text("4hello"))
            socket.send([1, 2, 3, 4])
            #expect(socket.next() == .binary([1, 2, 3, 4]))
            #expect(socket.next() == .text("2"))
            socket.send("3")
            #expect(socket.next() == .text("2"))
            socket.send("abc")
            #expect(socket.next() == .closed(1002))
            #expect(MessageClient(address, "\(Self.path)?transport=websocket") == nil)
            #expect(MessageClient(address, "\(Self.path)?EIO=4&transport=abc") == nil)
            #expect(MessageClient(address, "\(Self.path)?EIO=4&transport=polling") == nil)
        }
    }

    @Test func `a message beyond the limit ends the session`() throws {
        try serving { address in
            let socket = try webSocket(address)
            _ = socket.next()
            socket.send("4" + String(repeating: "x", count: 1_000_000))
            #expect(socket.next() == .closed(1009))
        }
    }

    /// Enough sessions for connections to be on other loops than their sessions.
    @Test func `sessions upgrade, on whatever loops their connections arrive`() throws {
        try serving(loops: 4) { address in
            for _ in 0..<24 {
                let client = client(address), session = try begin(client)
                let socket = try webSocket(address, session: session)
                socket.send("2probe")
                #expect(socket.next() == .text("3probe"))
                #expect(client.ask("GET", session)?.body == "6")
                #expect(client.ask("POST", session, body: "4waits")?.body == "ok")
                socket.send("5")
                #expect(socket.next() == .text("4waits"))
                socket.send("4hello")
                #expect(socket.next() == .text("4hello"))
                #expect(client.ask("GET", session)?.status == 400)
                let second = try webSocket(address, session: session)
                #expect(second.next() == .closed(1008))
                socket.send("4still here")
                #expect(socket.next() == .text("4still here"))
            }
        }
    }

    @Test func `requests find their session from any connection, pipelined ones in order`() throws {
        try serving(loops: 4) { address in
            let first = client(address), session = try begin(first)
            for number in 0..<24 {
                let other = client(address)
                other.send("POST", session, body: "4\(number)")
                other.send("POST", session, body: "4and again")
                other.send("GET", session)
                #expect(other.answer()?.body == "ok")
                #expect(other.answer()?.body == "ok")
                #expect(other.answer()?.body == "4\(number)\u{1E}4and again")
            }
            #expect(first.ask("POST", session, body: "4first")?.body == "ok")
            #expect(first.ask("GET", session)?.body == "4first")
        }
    }

    @Test func `an upgrade that breaks off leaves the poll as it was`() throws {
        try serving { address in
            let client = client(address), session = try begin(client)
            for first in ["4hello", "5"] {
                let socket = try webSocket(address, session: session)
                socket.send(first)
                #expect(socket.next() == .closed(1002))
            }
            #expect(client.ask("POST", session, body: "4hello")?.body == "ok")
            #expect(client.ask("GET", session)?.body == "4hello")
        }
    }
}
