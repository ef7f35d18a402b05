import Testing

@testable import Wire

@Suite struct EngineSessionTests {
    private static let settings: EngineSettings = {
        var settings = EngineSettings()
        settings.pingIntervalMilliseconds = 300
        settings.pingTimeoutMilliseconds = 200
        settings.upgradeMilliseconds = 1000
        settings.farewellMilliseconds = 5000
        return settings
    }()

    private let close = EnginePacketType.close.packet
    private let noop = EnginePacketType.noop.packet
    private let ping = EnginePacketType.ping.packet

    /// A session in a box: expectations may look at what changes it.
    private final class Subject {
        private var session: EngineSession

        init(_ carrier: EngineSession.Carrier) { session = EngineSession(settings, carrier: carrier, now: 0) }

        init(copyOf other: Subject) { session = other.session }

        var isOpen: Bool { session.isOpen }
        var carrier: EngineSession.Carrier { session.carrier }
        var nextLook: UInt64 { session.nextLook }

        func poll(now: UInt64) -> [EngineAction] { session.poll(now: now) }
        func post(_ body: String, now: UInt64) -> [EngineAction] { session.post(Array(body.utf8), now: now) }
        func postIsRead() -> [EngineAction] { session.postIsRead() }
        func requestAborted() -> [EngineAction] { session.requestAborted() }
        func flush() -> [EngineAction] { session.flush() }
        func receive(_ type: EnginePacketType, now: UInt64) -> [EngineAction] { session.receive(type, now: now) }
        func close(_ code: CloseCode, now: UInt64) -> [EngineAction] { session.close(code, now: now) }
        func look(now: UInt64, isPaused: Bool = false) -> [EngineAction] { session.look(now: now, isPaused: isPaused) }
        func attachWebSocket(now: UInt64) -> Bool { session.attachWebSocket(now: now) }
        func webSocketClosed(_ code: CloseCode) -> [EngineAction] { session.webSocketClosed(code) }

        func probe(_ text: String) -> [EngineAction] {
            let bytes = Array(text.utf8)
            return session.probe(bytes.span.bytes)
        }

        func send(_ text: String) { session.outbox.append(.message) { $0 += Array(text.utf8) } }
    }

    private func polling() -> Subject { Subject(.polling) }

    @Test func `a poll waits for a message, or takes what waits for it`() {
        let session = polling()
        #expect(session.poll(now: 1) == [.holdPoll])
        session.send("a")
        session.send("b")
        #expect(session.flush() == [.answerPoll(Array("4a\u{1E}4b".utf8))])
        #expect(session.flush() == [])
        session.send("c")
        #expect(session.flush() == [])
        #expect(session.poll(now: 2) == [.answer(Array("4c".utf8))])
    }

    @Test func `a second poll ends the session; the first is told`() {
        let session = polling()
        _ = session.poll(now: 1)
        #expect(
            session.poll(now: 2)
                == [
                    .answerPoll(close), .closed(.protocolError), .forget(.protocolError), .refuse(.badRequest),
                ])
        #expect(!session.isOpen)
        #expect(session.poll(now: 3) == [.refuse(.unknownSession)])
    }

    @Test func `a poll that is broken off ends the session`() {
        let session = polling()
        _ = session.poll(now: 1)
        #expect(session.requestAborted() == [.closed(.abnormal), .forget(.abnormal)])
    }

    @Test func `a payload is read, then answered`() throws {
        let session = polling()
        let reader = try #require(EnginePayloadReader(Array("4a".utf8)))
        #expect(session.post("4a", now: 1) == [.readPost(reader)])
        #expect(session.receive(.message, now: 1) == [])
        #expect(session.postIsRead() == [.answerPost])
        #expect(session.postIsRead() == [])
    }

    @Test func `two payloads at a time, and a broken one, end the session`() {
        var session = polling()
        _ = session.post("4a", now: 1)
        #expect(
            session.post("4b", now: 1)
                == [
                    .refusePost(.badRequest), .closed(.protocolError), .forget(.protocolError), .refuse(.badRequest),
                ])
        session = polling()
        _ = session.poll(now: 1)
        #expect(
            session.post("abc", now: 1)
                == [.answerPoll(close), .closed(.protocolError), .forget(.protocolError), .refuse(.badRequest)])
    }

    @Test func `a client that closes has its poll ended and its payload taken`() {
        let session = polling()
        _ = session.poll(now: 1)
        _ = session.post("1", now: 1)
        #expect(
            session.receive(.close, now: 1)
                == [.answerPoll(noop), .answerPost, .closed(.normal), .forget(.normal)])
    }

    @Test(arguments: [EnginePacketType.open, .ping])
    func `what only a server says ends the session`(type: EnginePacketType) {
        let session = Subject(.webSocket)
        #expect(session.receive(type, now: 1) == [.closed(.protocolError), .forget(.protocolError)])
    }

    @Test func `the heartbeat goes on as long as it is answered`() {
        let session = polling()
        for beat in 0..<5 as Range<UInt64> {
            let start = beat * 310
            #expect(session.nextLook == start + 300)
            #expect(session.look(now: start + 299) == [])
            _ = session.poll(now: start + 299)
            #expect(session.look(now: start + 300) == [.answerPoll(ping)])
            #expect(session.look(now: start + 305) == [])
            #expect(session.receive(.pong, now: start + 310) == [])
        }
    }

    @Test func `a client that does not answer is given up, no later than it was told`() {
        let session = polling()
        // The timer was late; the time-out counts from when the ping was due.
        #expect(session.look(now: 304) == [])
        #expect(session.nextLook == 500)
        #expect(session.look(now: 495) == [])
        let late = Subject(copyOf: session)
        #expect(session.look(now: 496) == [.closed(.abnormal), .forget(.abnormal)])
        #expect(late.poll(now: 497) == [.closed(.abnormal), .forget(.abnormal), .refuse(.unknownSession)])
    }

    @Test func `a server that stood still gives its clients their time`() {
        let session = polling()
        #expect(session.look(now: 5000) == [])
        #expect(session.nextLook == 5200)
        #expect(session.poll(now: 5100) == [.answer(ping)])
        let late = polling()
        _ = late.look(now: 400)
        #expect(late.nextLook == 500, "half of its time is left")
    }

    @Test func `a client that is not read is not given up`() {
        let session = polling()
        _ = session.look(now: 300)
        #expect(session.look(now: 500, isPaused: true) == [])
        #expect(session.nextLook == 800)
    }

    @Test func `an upgrade: probe, poll ended, messages kept in order, taken over`() {
        let session = polling()
        #expect(session.poll(now: 1) == [.holdPoll])
        #expect(session.attachWebSocket(now: 2))
        #expect(!session.attachWebSocket(now: 2), "one is enough")
        #expect(session.probe("2probe") == [.frame(Array("3probe".utf8)), .answerPoll(noop)])
        session.send("waits")
        #expect(session.flush() == [])
        #expect(session.probe("5") == [.takeOver])
        #expect(session.carrier == .webSocket)
        #expect(session.poll(now: 3) == [.refuse(.badRequest)])
        #expect(session.post("4a", now: 3) == [.refuse(.badRequest)])
        #expect(!session.attachWebSocket(now: 3))
        #expect(session.look(now: 300) == [.frame(ping)])
        #expect(session.webSocketClosed(.abnormal) == [.closed(.abnormal), .forget(.abnormal)])
    }

    @Test func `during an upgrade every poll is answered at once`() {
        let session = polling()
        _ = session.attachWebSocket(now: 1)
        _ = session.probe("2probe")
        #expect(session.poll(now: 2) == [.answer(noop)])
        session.send("a")
        #expect(session.poll(now: 3) == [.answer(Array("4a".utf8))])
    }

    @Test(arguments: ["5", "4hello", "probe", "2", ""])
    func `a WebSocket that is not tried first is dropped, and polling goes on`(first: String) {
        let session = polling()
        _ = session.attachWebSocket(now: 1)
        #expect(session.probe(first) == [.dropWebSocket(.protocolError)])
        #expect(session.carrier == .polling)
        #expect(session.poll(now: 2) == [.holdPoll])
        #expect(session.attachWebSocket(now: 3), "it may try again")
    }

    @Test func `an upgrade that is not finished in time, or breaks off, leaves polling as it was`() {
        let session = polling()
        _ = session.attachWebSocket(now: 100)
        _ = session.probe("2probe")
        _ = session.look(now: 300)
        _ = session.receive(.pong, now: 301)
        _ = session.look(now: 601)
        _ = session.receive(.pong, now: 602)
        #expect(session.look(now: 1100) == [.dropWebSocket(.policyViolation)])
        #expect(session.carrier == .polling)
        _ = session.attachWebSocket(now: 1101)
        #expect(session.webSocketClosed(.abnormal) == [])
        #expect(session.isOpen && session.carrier == .polling)
    }

    @Test func `a session that is ended from above is told by its next poll, or forgotten`() {
        let session = polling()
        session.send("last words")
        #expect(session.close(.goingAway, now: 1) == [.closed(.goingAway)])
        #expect(!session.isOpen)
        #expect(session.post("4a", now: 2) == [.refuse(.unknownSession)])
        let unheard = Subject(copyOf: session)
        #expect(session.poll(now: 3) == [.answer(Array("4last words\u{1E}1".utf8)), .forget(.normal)])
        #expect(unheard.nextLook == 5001)
        #expect(unheard.look(now: 5001) == [.forget(.normal)])
    }

    @Test func `a poll that waits is told at once; twenty packets take two`() {
        var session = polling()
        _ = session.poll(now: 1)
        #expect(
            session.close(.normal, now: 2) == [.closed(.normal), .answerPoll(close), .forget(.normal)])
        session = polling()
        for index in 0..<20 { session.send("\(index)") }
        _ = session.close(.normal, now: 2)
        guard case .answer = session.poll(now: 3).first else { return #expect(Bool(false)) }
        #expect(
            session.poll(now: 4) == [.answer(Array("416\u{1E}417\u{1E}418\u{1E}419\u{1E}1".utf8)), .forget(.normal)])
    }

    @Test func `ids say which loop keeps the session, and which node`() {
        let random = [UInt8](repeating: 0xA5, count: 15)
        #expect(EngineSessionID.make(random: random, loop: 0, node: nil) == "paWlpaWlpaWlpaWlpaWlAA")
        for loop in [0, 1, 63, 64, 4095] {
            let id = EngineSessionID.make(random: random, loop: loop, node: "n1")
            #expect(id.hasSuffix(".n1"))
            #expect(EngineSessionID.loop(of: id) == loop)
        }
        #expect(EngineSessionID.loop(of: "short") == nil)
        #expect(EngineSessionID.loop(of: String(repeating: "*", count: 30)) == nil)
        #expect(EngineSessionID.isTag("n-1_A") && !EngineSessionID.isTag("") && !EngineSessionID.isTag("a b"))
    }

    @Test(
        arguments: [
            ("EIO=4&transport=polling", nil), ("transport=websocket&EIO=4&sid=abc&t=x", nil),
            (nil, EngineRefusal.unknownTransport), ("", .unknownTransport), ("EIO=4", .unknownTransport),
            ("EIO=4&transport=abc", .unknownTransport), ("EIO=4&transport", .unknownTransport),
            ("transport=polling", .unsupportedVersion), ("transport=polling&EIO=3", .unsupportedVersion),
            ("transport=polling&EIO=abc", .unsupportedVersion),
        ] as [(String?, EngineRefusal?)])
    func `queries are read`(query: String?, refusal: EngineRefusal?) {
        do throws(EngineRefusal) {
            let request = try EngineRequest(query: query)
            #expect(refusal == nil)
            #expect(request.session == (request.transport == .webSocket ? "abc" : nil))
        } catch {
            #expect(error == refusal)
        }
    }

    @Test func `refusals have the codes and words that clients know`() {
        let bodies = EngineRefusal.allCases.map { String(decoding: $0.response.body, as: UTF8.self) }
        #expect(
            bodies == [
                #"{"code":0,"message":"Transport unknown"}"#, #"{"code":1,"message":"Session ID unknown"}"#,
                #"{"code":2,"message":"Bad handshake method"}"#, #"{"code":3,"message":"Bad request"}"#,
                #"{"code":4,"message":"Forbidden"}"#, #"{"code":5,"message":"Unsupported protocol version"}"#,
            ])
        #expect(EngineRefusal.allCases.map(\.response.status.code) == [400, 400, 400, 400, 403, 400])
    }

    @Test func `the open packet says what clients expect of it`() {
        let packet = EngineSettings().openPacket(session: "abc", canUpgrade: true)
        #expect(
            String(decoding: packet, as: UTF8.self)
                == #"0{"sid":"abc","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#
        )
    }
}
