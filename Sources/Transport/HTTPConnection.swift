import Loop
import Wire

/// The HTTP side of a connection: does what its ``HTTPServerMachine`` says, and tells it what happens. Ends when the connection
/// closes or becomes a WebSocket.
final class HTTPConnection {
    /// Queued bytes at which no further request is looked at: what a client that reads never sees, and a hundred answers of
    /// one that does not.
    private static let aheadBytes = 256 * 1024
    /// Up to this size nobody counts what a connection holds.
    private static let uncountedBytes = 16 * 1024

    private enum Timer: Int {
        case clock, drain
    }

    let connection: TCPConnection
    let context: TransportContext
    private var machine: HTTPServerMachine
    /// The request that is not answered yet.
    private var exchange: Exchange?
    /// How a refusal of the open request is told.
    var wording: ((HTTPResponse) -> HTTPResponse)?
    private var isPumping = false
    private var clock = HTTPServerMachine.Clock.none
    private var timer = TimerToken.none
    /// What its client had not read when the clock was started that waits for that.
    private var queuedBefore = 0
    /// What it has taken of the server's memory for bodies and answers.
    private var counted = 0
    /// Whether there is not as much as it needs.
    private var isShort = false
    /// The loop that the connection is about to move to.
    private var departure: Int?

    init(_ connection: TCPConnection, _ context: TransportContext) {
        self.connection = connection
        self.context = context
        machine = HTTPServerMachine(limits: context.limits.http)
        connection.congestionBytes = context.limits.queuedBytes
        start(.head)
    }

    /// Gives the machine something, and does what it says then. A handler that answers while it is told of its request does so
    /// within this: what follows from the answer is done by the outermost call, however many requests are in a row.
    private func pump(_ input: (inout HTTPServerMachine) -> Void) {
        input(&machine)
        guard !isPumping else { return }
        isPumping = true
        while departure == nil, let action = machine.next() { perform(action) }
        isPumping = false
        count()
        if let departure { depart(toLoop: departure) }
    }

    private func perform(_ action: HTTPServerMachine.Action) {
        switch action {
        case .decide(let head):
            wording = nil
            let exchange = Exchange(self, head, from: context.client(of: head, at: connection.remoteAddress))
            self.exchange = exchange
            context.handler.handle(head, exchange)
        case .handle(let request): exchange?.collected(request)
        case .body(let bytes): exchange?.body?.exchange(received: bytes)
        case .bodyEnd: exchange?.body?.exchangeBodyEnded()
        case .giveUp: abandon()
        case .refuse(let refusal): refuse(refusal)
        case .send(let bytes): send(bytes)
        case .clock(let clock): start(clock)
        case .read(let wanted): wanted ? connection.resumeReading() : connection.pauseReading()
        case .close: connection.close(withinMilliseconds: context.limits.closeMilliseconds)
        case .abort: connection.abort()
        }
    }

    private func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes(connection.write)
        connection.tellsWhenDrained = true
        if connection.queuedBytes > Self.aheadBytes { machine.congested() }
    }

    /// Takes of the server's memory what the connection holds, and gives back what it no longer does.
    private func count() {
        guard connection.isOpen, !isShort else { return }
        var held = machine.heldBytes + connection.queuedBytes
        if held < Self.uncountedBytes { held = 0 }
        if held <= counted || context.memory.take(held - counted) {
            if held < counted { context.memory.give(counted - held) }
            counted = held
        } else {
            context.counters.note(.buffered)
            isShort = true
            // Once this turn is over it is tried again.
            connection.tellsWhenDrained = true
            pump {
                $0.congested()
                $0.exhausted()
            }
            isShort = false
        }
    }

    private func abandon() {
        let left = exchange
        exchange = nil
        left?.letGo()
    }

    /// Answers a request that no handler answers. A limit that it ran into is named and counted.
    private func refuse(_ refusal: HTTPServerMachine.Refusal) {
        let limit: Limit?, status: HTTPStatus, message: String
        switch refusal {
        case .broken(let failure):
            (status, message, limit) = (failure.status, failure.message, failure.limit.map { Limit($0) })
        case .lateHead: (status, message, limit) = (.requestTimeout, "The request did not arrive in time.", .headTime)
        case .lateBody: (status, message, limit) = (.requestTimeout, "The request did not arrive in time.", .bodyTime)
        case .lateAnswer: (status, message, limit) = (.serviceUnavailable, "The answer takes too long.", .handlingTime)
        case .exhausted:
            (status, message, limit) = (.serviceUnavailable, "The server holds as much as it may.", .buffered)
        }
        if let limit { context.counters.note(limit) }
        var response = HTTPResponse(status, text: message + (limit.map { " (\($0.rawValue))\n" } ?? "\n"))
        if status == .serviceUnavailable { response.headers.append("retry-after", "5") }
        if let wording { response = wording(response) }
        wording = nil
        let dated = context.dated(response)
        pump { $0.respond(dated) }
    }

    /// The server comes to its end: the next answer is the last one. A connection that waits for no answer ends when the time
    /// has come; until then a health check that keeps its connection can still be told that the server is not ready.
    func drain(afterMilliseconds delay: Int) {
        pump { $0.drain() }
        _ = context.loop.startTimer(afterMilliseconds: delay, self, kind: Timer.drain.rawValue)
    }
}

// What the exchange asks for.
extension HTTPConnection {
    func collect(upTo bytes: Int?) {
        let limit = bytes ?? context.limits.http.bodyBytes
        pump { $0.collect(upTo: limit) }
    }

    func stream(upTo bytes: Int) { pump { $0.stream(upTo: bytes) } }

    func pauseBody(_ isPaused: Bool) { pump { isPaused ? $0.pauseBody() : $0.resumeBody() } }

    /// The answer is held back until something happens that may never do.
    func wait() { pump { $0.leavesAtEnd = true } }

    /// Writes the answer of the open exchange. One that there is no memory for becomes a word about it.
    func answer(_ response: HTTPResponse) {
        exchange = nil
        wording = nil
        let size = response.body.count
        if size > Self.uncountedBytes && !context.memory.hasRoom(for: size) { return refuseForMemory() }
        let dated = context.dated(response)
        pump { $0.respond(dated) }
    }

    private func refuseForMemory() {
        context.counters.note(.buffered)
        var response = HTTPResponse(
            .serviceUnavailable, text: "The server holds as much as it may (\(Limit.buffered.rawValue)).\n")
        response.headers.append("retry-after", "5")
        let dated = context.dated(response)
        pump { $0.respond(dated) }
    }

    /// Whether there is a body that nobody has asked for.
    var hasUnreadBody: Bool { machine.hasUnreadBody }

    func begin(_ head: HTTPResponse, length: Int?) {
        let dated = context.dated(head)
        pump { _ = $0.begin(dated, length: length) }
    }

    /// Whether as much again may be written at once.
    func write(_ bytes: [UInt8]) -> Bool {
        machine.write(bytes)
        // At once, also within a call of the machine's: the answer depends on it. Nothing here leads to a handler.
        while let action = machine.next() { perform(action) }
        return connection.isOpen && connection.queuedBytes <= Self.aheadBytes
    }

    func finish() {
        exchange = nil
        pump { $0.finish() }
    }

    func fail() {
        exchange = nil
        pump { $0.fail() }
    }

    /// Hands the connection over to a WebSocket.
    func become(_ webSocket: WebSocket, response: HTTPResponse) {
        exchange = nil
        start(.none)
        machine.upgrade(context.dated(response))
        // Nothing but the response is left to be done, and it comes before what the WebSocket says.
        while let action = machine.next() { perform(action) }
        connection.tellsWhenDrained = false
        let rest = machine.takeRest()
        connection.delegate = webSocket
        connection.resumeReading()
        webSocket.open()
        guard !rest.isEmpty else { return }
        // In a later moment: whoever accepts a WebSocket is not told of its messages meanwhile.
        context.loop.atEndOfTurn { [connection] in
            var bytes = rest
            bytes.withUnsafeMutableBytes { connection.delegate?.connection(connection, received: $0) }
        }
    }
}

// Moving to another loop.
extension HTTPConnection {
    /// Moves the connection to another loop, where its request is handled anew.
    func depart(_ index: Int) {
        exchange = nil
        departure = index
        if !isPumping { depart(toLoop: index) }
    }

    private func depart(toLoop index: Int) {
        guard let socket = connection.detach() else { return }
        start(.none)
        context.memory.give(counted)
        counted = 0
        let machine = machine
        context.peers[index].on { context in
            var arrived: HTTPConnection?
            // What can't be watched there is closed.
            try? TCPConnection.adopt(context.loop, socket) { connection in
                let http = HTTPConnection(connection, context)
                arrived = http
                return http
            }
            arrived?.arrive(machine)
        }
    }

    private func arrive(_ machine: HTTPServerMachine) {
        self.machine = machine
        connection.tellsWhenDrained = true
        pump { $0.moved() }
    }
}

// Its clocks.
extension HTTPConnection: TimerTarget {
    private func start(_ clock: HTTPServerMachine.Clock) {
        context.loop.cancelTimer(timer)
        self.clock = clock
        queuedBefore = clock == .leaving ? connection.unreadBytes : 0
        let milliseconds =
            switch clock {
            case .none: 0
            case .keepAlive: context.limits.keepAliveMilliseconds
            case .head: context.limits.headMilliseconds
            case .body: context.limits.bodyMilliseconds
            case .handling: context.limits.handlingMilliseconds
            case .leaving: context.limits.leavingMilliseconds
            }
        guard milliseconds > 0 else { return }
        timer = context.loop.startTimer(afterMilliseconds: milliseconds, self, kind: Timer.clock.rawValue)
    }

    func timerFired(_ kind: Int) {
        guard connection.isOpen, connection.delegate === self else { return }
        if kind == Timer.drain.rawValue { return pump { $0.endIfIdle() } }
        // A client that reads slowly reads all the same.
        if clock == .leaving && connection.unreadBytes < queuedBefore { return start(.leaving) }
        if clock == .leaving { context.counters.note(.leavingTime) }
        pump { $0.timeIsUp() }
    }
}

extension HTTPConnection: TCPConnectionDelegate {
    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        pump { $0.receive(UnsafeRawBufferPointer(bytes)) }
    }

    func connectionReachedEnd(_ connection: TCPConnection) { pump { $0.peerEnded() } }

    /// It stops by itself, before this bound.
    func connectionCongested(_ connection: TCPConnection) { pump { $0.congested() } }

    func connectionDrained(_ connection: TCPConnection) {
        let exchange = exchange
        pump { $0.left() }
        exchange?.onDrained?()
    }

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        context.loop.cancelTimer(timer)
        context.memory.give(counted)
        counted = 0
        abandon()
    }
}
