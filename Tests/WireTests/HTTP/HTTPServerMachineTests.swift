import Testing
import Wire

@Suite("The server's side of an HTTP connection") struct HTTPServerMachineTests {
    typealias Action = HTTPServerMachine.Action

    /// A machine with a handler that says of each head what the test wants, and the actions that came of it.
    private struct Connection {
        var machine = HTTPServerMachine()
        var actions: [Action] = []
        /// Whether what is queued leaves at once.
        var reads = true
        var handler: (inout HTTPServerMachine, Action) -> Void

        init(_ handler: @escaping (inout HTTPServerMachine, Action) -> Void) { self.handler = handler }

        mutating func give(_ input: (inout HTTPServerMachine) -> Void) {
            input(&machine)
            while let action = machine.next() {
                actions.append(action)
                if case .refuse = action { machine.respond(HTTPResponse(.badRequest)) }
                handler(&machine, action)
                if case .send = action, reads { machine.left() }
            }
        }

        mutating func receive(_ text: String) {
            give { machine in Array(text.utf8).withUnsafeBytes { machine.receive($0) } }
        }

        /// All that was sent.
        var sent: String {
            actions.reduce(into: "") { text, action in
                if case .send(let bytes) = action { text += String(decoding: bytes, as: UTF8.self) }
            }
        }

        var clocks: [HTTPServerMachine.Clock] {
            actions.compactMap { if case .clock(let clock) = $0 { clock } else { nil } }
        }

        func count(_ action: Action) -> Int { actions.count { $0 == action } }
    }

    /// Answers whole requests with their path and body.
    private static func echo(_ machine: inout HTTPServerMachine, _ action: Action) {
        if case .decide = action { machine.collect(upTo: 100) }
        if case .handle(let request) = action {
            machine.respond(HTTPResponse(.ok, text: request.path + String(decoding: request.body, as: UTF8.self)))
        }
    }

    private static let host = "HTTP/1.1\r\nHost: h\r\n"

    @Test func `pipelined requests are answered in order, however they are cut`() {
        let text =
            "GET /a \(Self.host)\r\nPOST /b \(Self.host)Content-Length: 2\r\n\r\nxyPOST /c \(Self.host)"
            + "Transfer-Encoding: chunked\r\n\r\n1\r\nz\r\n0\r\n\r\nGET /d \(Self.host)Connection: close\r\n\r\nGET /e"
        for pieces in Cuts(Array(text.utf8)) {
            var connection = Connection(Self.echo)
            for piece in pieces { connection.receive(String(decoding: piece, as: UTF8.self)) }
            let bodies = connection.sent.parts("\r\n\r\n").dropFirst().map { $0.prefix { $0 != "H" } }
            #expect(bodies == ["/a", "/bxy", "/cz", "/d"])
            #expect(connection.actions.last == .close)
            #expect(connection.count(.close) == 1)
        }
    }

    @Test func `100 Continue comes with the handler's wish for the body, and not before`() {
        let head = "POST / \(Self.host)Expect: 100-continue\r\nContent-Length: 1\r\n\r\n"
        var wanted = Connection { _, _ in }
        wanted.receive(head)
        #expect(wanted.sent.isEmpty)
        wanted.give { $0.collect(upTo: 1) }
        #expect(wanted.sent == "HTTP/1.1 100 Continue\r\n\r\n")
        var rejected = Connection { machine, action in
            if case .decide = action { machine.respond(HTTPResponse(.unauthorized)) }
        }
        rejected.receive(head)
        #expect(rejected.sent.hasPrefix("HTTP/1.1 401 "))
        #expect(rejected.sent.contains("connection: close"), "the client may send its body or not")
        #expect(rejected.actions.last == .close)
    }

    @Test func `a body that is too long is refused by its length, or by the chunk that is too many`() {
        for head in ["Content-Length: 101\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n66\r\n"] {
            var connection = Connection(Self.echo)
            connection.receive("POST / \(Self.host)\(head)")
            let refusals = connection.actions.compactMap { action -> Int? in
                if case .refuse(.broken(let failure)) = action { failure.status.code } else { nil }
            }
            #expect(refusals == [413])
            #expect(connection.count(.giveUp) == 1, "its handler was told of the head")
            #expect(connection.actions.last == .close)
        }
    }

    @Test func `a rejected body that is short is thrown away, a long one ends the connection`() {
        for (length, goesOn) in [(10, true), (HTTPServerMachine.skippedBytes + 1, false)] {
            var connection = Connection { machine, action in
                if case .decide(let head) = action {
                    machine.respond(HTTPResponse(head.method == .post ? .notFound : .ok))
                }
            }
            connection.receive(
                "POST / \(Self.host)Content-Length: \(length)\r\n\r\n\(String(repeating: "x", count: 10))GET / \(Self.host)\r\n"
            )
            #expect(connection.sent.contains("HTTP/1.1 200 ") == goesOn)
            #expect((connection.count(.close) == 1) != goesOn)
        }
    }

    @Test func `a streamed body comes in pieces, waits where it is told to, and ends`() {
        var pieces: [String] = []
        var connection = Connection { machine, action in
            switch action {
            case .decide: machine.stream()
            case .body(let bytes):
                pieces.append(String(decoding: bytes, as: UTF8.self))
                machine.pauseBody()
            case .bodyEnd:
                pieces.append("end")
                machine.respond(HTTPResponse(.noContent))
            default: break
            }
        }
        connection.receive("POST / \(Self.host)Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
        #expect(pieces == ["ab"])
        #expect(connection.count(.read(false)) == 1)
        connection.give { $0.resumeBody() }
        connection.give { $0.resumeBody() }
        #expect(pieces == ["ab", "c", "end"])
        #expect(connection.sent.hasPrefix("HTTP/1.1 204 "))
        #expect(connection.clocks.last == .keepAlive)
    }

    @Test(arguments: [
        ("GET", 1, Optional(4), "content-length: 4\r\nconnection: keep-alive\r\n\r\nabcd"),
        ("GET", 1, nil, "transfer-encoding: chunked\r\nconnection: keep-alive\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n"),
        ("GET", 0, nil, "connection: close\r\n\r\nabcd"),
        ("HEAD", 1, nil, "transfer-encoding: chunked\r\nconnection: keep-alive\r\n\r\n"),
    ])
    func `an answer that is written piece by piece tells its end`(
        method: String, minor: Int, length: Int?, sent: String
    ) {
        var connection = Connection { machine, action in
            guard case .decide = action else { return }
            _ = machine.begin(HTTPResponse(.ok), length: length)
            machine.write(Array("ab".utf8))
            machine.write([])
            machine.write(Array("cd".utf8))
            machine.finish()
        }
        connection.receive("\(method) / HTTP/1.\(minor)\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
        #expect(connection.sent == "HTTP/1.1 200 OK\r\n\(sent)")
    }

    @Test func `an answer that ends before its length cuts the connection`() {
        var connection = Connection { machine, action in
            guard case .decide = action else { return }
            _ = machine.begin(HTTPResponse(.ok), length: 4)
            machine.write([1])
            machine.finish()
        }
        connection.receive("GET / \(Self.host)\r\n")
        #expect(connection.actions.last == .abort)
    }

    @Test func `while more is queued than leaves, no further request is looked at`() {
        var connection = Connection { machine, action in
            if case .decide = action { machine.respond(HTTPResponse(.ok)) }
            if case .send = action { machine.congested() }
        }
        connection.reads = false
        let request = "GET / \(Self.host)\r\n"
        connection.receive(String(repeating: request, count: 4000))
        func heads() -> Int { connection.actions.count { if case .decide = $0 { true } else { false } } }
        #expect(heads() == 1)
        #expect(connection.actions.last == .read(false), "and nothing more is read")
        #expect(connection.clocks.last == .leaving)
        for count in 2...5 {
            connection.give { $0.left() }
            #expect(heads() == count)
        }
        #expect(connection.machine.heldBytes == (4000 - 5) * request.utf8.count)
    }

    @Test func `silence counts from when the answer has left`() {
        var connection = Connection(Self.echo)
        connection.reads = false
        connection.receive("GET / \(Self.host)\r\n")
        #expect(connection.clocks.last == .leaving)
        connection.give { $0.left() }
        #expect(connection.clocks.last == .keepAlive)
        connection.give { $0.timeIsUp() }
        #expect(connection.actions.last == .close)
    }

    @Test func `each deadline has its end`() {
        var head = Connection(Self.echo)
        head.receive("GET /")
        head.give { $0.timeIsUp() }
        #expect(head.count(.refuse(.lateHead)) == 1)
        var body = Connection(Self.echo)
        body.receive("POST / \(Self.host)Content-Length: 2\r\n\r\n1")
        #expect(body.clocks.last == .body)
        body.give { $0.timeIsUp() }
        #expect(body.count(.refuse(.lateBody)) == 1 && body.count(.giveUp) == 1)
        var answer = Connection { machine, action in if case .decide = action { machine.collect(upTo: 0) } }
        answer.receive("GET / \(Self.host)\r\n")
        #expect(answer.clocks.last == .handling)
        answer.give { $0.timeIsUp() }
        #expect(answer.count(.refuse(.lateAnswer)) == 1 && answer.count(.giveUp) == 1)
        #expect(answer.actions.last == .close)
        let isTaken = answer.machine.respond(HTTPResponse(.ok))
        #expect(!isTaken, "its handler comes too late")
        var nothing = Connection(Self.echo)
        nothing.receive("")
        nothing.give { $0.timeIsUp() }
        #expect(
            nothing.actions == [.clock(.head), .clock(.none), .close] || nothing.actions == [.clock(.head), .close])
        var reader = Connection(Self.echo)
        reader.reads = false
        reader.receive("GET / \(Self.host)\r\n")
        reader.give { $0.timeIsUp() }
        #expect(reader.actions.last == .abort)
    }

    @Test func `half-closing is not leaving, but in the middle of a request or of waiting`() {
        func later(_ machine: inout HTTPServerMachine, _ action: Action) {
            if case .decide = action { machine.collect(upTo: 10) }
        }
        var answered = Connection(later)
        answered.receive("GET / \(Self.host)\r\n")
        answered.give { $0.peerEnded() }
        #expect(answered.count(.giveUp) == 0)
        answered.give { $0.respond(HTTPResponse(.ok)) }
        #expect(answered.sent.contains("connection: close"))
        #expect(answered.actions.last == .close)
        var cut = Connection(later)
        cut.receive("POST / \(Self.host)Content-Length: 2\r\n\r\n1")
        cut.give { $0.peerEnded() }
        #expect(cut.count(.giveUp) == 1 && cut.actions.last == .close && cut.sent.isEmpty)
        for endsFirst in [true, false] {
            var waiting = Connection(later)
            waiting.receive("GET / \(Self.host)\r\n")
            waiting.give { if endsFirst { $0.peerEnded() } else { $0.leavesAtEnd = true } }
            waiting.give { if endsFirst { $0.leavesAtEnd = true } else { $0.peerEnded() } }
            #expect(waiting.count(.giveUp) == 1 && waiting.actions.last == .abort)
        }
        var pipelined = Connection(later)
        pipelined.receive("GET /1 \(Self.host)\r\nGET /2 \(Self.host)\r\n")
        pipelined.give { $0.peerEnded() }
        for _ in 1...2 { pipelined.give { $0.respond(HTTPResponse(.ok)) } }
        #expect(pipelined.sent.parts("HTTP/1.1 200").count == 3)
        #expect(pipelined.actions.last == .close)
    }

    @Test(arguments: [403, 401, 426]) func `a refused upgrade is the last thing on its connection`(code: Int) {
        var connection = Connection { machine, action in
            if case .decide = action { machine.respond(HTTPResponse(HTTPStatus(code, "Refused"))) }
        }
        connection.receive(
            "GET /ws \(Self.host)Upgrade: websocket\r\nConnection: Upgrade\r\n\r\nGET /again \(Self.host)\r\n")
        #expect(connection.sent.contains("connection: close"))
        #expect(connection.count(.close) == 1)
        #expect(connection.sent.parts("HTTP/1.1 ").count == 2, "nothing that follows is answered")
    }

    @Test func `behind an upgrade the bytes are somebody else's`() {
        var connection = Connection { machine, action in
            if case .decide = action { machine.upgrade(HTTPResponse(.switchingProtocols)) }
        }
        connection.receive("GET /ws \(Self.host)\r\nnot HTTP")
        #expect(connection.sent.hasPrefix("HTTP/1.1 101 "))
        let rest = connection.machine.takeRest(), next = connection.machine.next()
        #expect(rest == Array("not HTTP".utf8))
        #expect(next == nil)
    }

    @Test func `a draining server says close with the next answer, and ends who waits for nothing`() {
        var busy = Connection(Self.echo), idle = Connection(Self.echo)
        busy.give { $0.drain() }
        busy.receive("GET / \(Self.host)\r\n")
        #expect(busy.sent.contains("connection: close"))
        idle.receive("GET / \(Self.host)\r\n")
        idle.give { $0.endIfIdle() }
        #expect(idle.actions.last == .close)
    }
}

extension String {
    /// What lies between the separators.
    fileprivate func parts(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
