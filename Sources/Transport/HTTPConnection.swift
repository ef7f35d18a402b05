import Loop
import Wire

/// The HTTP side of a connection: reads requests, hands them to the handler one at a time, keeps the clocks that a slow
/// client runs into. Ends when the connection closes or becomes a WebSocket.
///
/// Requests may be pipelined: what comes behind a request that is not answered yet is kept, up to a bound at which
/// reading stops, and parsed after the answer.
final class HTTPConnection {
    private static let heldBytes = 64 * 1024
    /// The kind of timer that is none of the clocks'.
    private static let drainTimer = 1

    /// What the running timer is for.
    private enum Clock: Int {
        case none, keepAlive, head, body
    }

    let connection: TCPConnection
    let context: TransportContext
    private var parser: HTTPRequestParser
    /// The request that is not answered yet.
    private var exchange: Exchange?
    /// Bytes behind it.
    private var held: [UInt8] = []
    private var isParsing = false
    private var clock = Clock.none
    private var timer = TimerToken.none
    private var peerHasEnded = false
    private var exchangesAnswered = 0
    /// The loop that the connection is about to move to, and the request that it takes along.
    private var departure: (loop: Int, request: HTTPRequest)?

    init(_ connection: TCPConnection, _ context: TransportContext) {
        self.connection = connection
        self.context = context
        parser = HTTPRequestParser(limits: context.limits.http)
        connection.congestionBytes = context.limits.queuedBytes
        start(.head)
    }

    private func start(_ clock: Clock) {
        guard clock != self.clock else { return }
        context.loop.cancelTimer(timer)
        self.clock = clock
        let milliseconds =
            switch clock {
            case .none: 0
            case .keepAlive: context.limits.keepAliveMilliseconds
            case .head: context.limits.headMilliseconds
            case .body: context.limits.bodyMilliseconds
            }
        if milliseconds > 0 { timer = context.loop.startTimer(afterMilliseconds: milliseconds, self) }
    }

    /// Parses and handles requests until one is left unanswered or the bytes are used up.
    private func parse(_ bytes: UnsafeMutableRawBufferPointer) {
        isParsing = true
        defer { isParsing = false }
        var cursor = 0
        while connection.isOpen {
            let event = parser.next(UnsafeRawBufferPointer(bytes).bytes, &cursor)
            switch event {
            case .needsMore:
                return waitForMore()
            case .expectsContinue:
                Array("HTTP/1.1 100 Continue\r\n\r\n".utf8).withUnsafeBytes(connection.write)
            case .failure(let failure):
                return refuse(failure.status, failure.message, failure.limit.map { Limit($0) })
            case .request(let request):
                handle(request)
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[cursor...])
                if connection.delegate !== self {
                    return rest.isEmpty ? () : connection.delegate?.connection(connection, received: rest) ?? ()
                }
                if exchange != nil { return hold(rest) }
                if departure != nil { return depart(behind: rest) }
            }
        }
    }

    private func waitForMore() {
        switch parser.phase {
        case .idle: if clock != .head || exchangesAnswered > 0 { start(.keepAlive) }
        case .head: start(.head)
        case .body: start(.body)
        }
        if peerHasEnded { connection.close(withinMilliseconds: context.limits.closeMilliseconds) }
    }

    private func handle(_ request: HTTPRequest) {
        start(.none)
        let exchange = Exchange(self, request, from: context.client(of: request, at: connection.remoteAddress))
        self.exchange = exchange
        context.handler.handle(request, exchange)
    }

    private func hold(_ bytes: UnsafeMutableRawBufferPointer) {
        held.append(contentsOf: UnsafeRawBufferPointer(bytes))
        if held.count > Self.heldBytes { connection.pauseReading() }
    }

    /// Answers a request that no handler sees, and closes. A limit that it ran into is named and counted.
    private func refuse(_ status: HTTPStatus, _ message: String, _ limit: Limit?) {
        start(.none)
        if let limit { context.counters.note(limit) }
        let response = HTTPResponse(status, text: message + (limit.map { " (\($0.rawValue))\n" } ?? "\n"))
        context.encode(response, answering: parser.method, keepAlive: false).withUnsafeBytes(connection.write)
        connection.close(withinMilliseconds: context.limits.closeMilliseconds)
    }

    /// Writes the answer of the open exchange, and goes on with what was held back.
    func answer(_ response: HTTPResponse, to request: HTTPRequest) {
        exchange = nil
        exchangesAnswered += 1
        let goesOn = request.keepsAlive && !context.isDraining
        let staysOpen = goesOn && !peerHasEnded
        context.encode(response, answering: request.method, keepAlive: staysOpen).withUnsafeBytes(connection.write)
        guard staysOpen || !held.isEmpty && goesOn else {
            return connection.close(withinMilliseconds: context.limits.closeMilliseconds)
        }
        goOn()
    }

    /// Moves the connection to another loop, once the bytes behind its request are at hand.
    func depart(with request: HTTPRequest, toLoop index: Int) {
        exchange = nil
        departure = (index, request)
        if !isParsing { held.withUnsafeMutableBytes(depart(behind:)) }
    }

    private func depart(behind bytes: UnsafeMutableRawBufferPointer) {
        guard let (index, request) = departure, let socket = connection.detach() else { return }
        context.loop.cancelTimer(timer)
        let behind = Array(bytes)
        context.peers[index].on { context in
            var arrived: HTTPConnection?
            // What can't be watched there is closed.
            try? TCPConnection.adopt(context.loop, socket) { connection in
                let http = HTTPConnection(connection, context)
                arrived = http
                return http
            }
            arrived?.arrive(with: request, behind: behind)
        }
    }

    private func arrive(with request: HTTPRequest, behind bytes: [UInt8]) {
        held = bytes
        handle(request)
    }

    /// Hands the connection over to a WebSocket.
    func become(_ webSocket: WebSocket, response: HTTPResponse) {
        exchange = nil
        start(.none)
        context.encode(response, keepAlive: true).withUnsafeBytes(connection.write)
        connection.delegate = webSocket
        webSocket.open()
        goOn()
    }

    /// The server comes to its end: the next answer is the last one. A connection that waits for no answer ends when the time
    /// has come; until then a health check that keeps its connection can still be told that the server is not ready.
    func drain(afterMilliseconds delay: Int) {
        _ = context.loop.startTimer(afterMilliseconds: delay, self, kind: Self.drainTimer)
    }

    private func endIfIdle() {
        guard connection.isOpen, connection.delegate === self, exchange == nil, held.isEmpty, parser.phase == .idle
        else { return }
        connection.close(withinMilliseconds: context.limits.closeMilliseconds)
    }

    /// Behind an answer that came later than its request: what was held back is read in its own time.
    private func goOn() {
        guard !isParsing else { return }
        connection.resumeReading()
        context.loop.atEndOfTurn { self.parseHeld() }
    }

    private func parseHeld() {
        guard connection.isOpen, exchange == nil else { return }
        var bytes = held
        held = []
        bytes.withUnsafeMutableBytes { bytes in
            if connection.delegate === self {
                parse(bytes)
            } else if !bytes.isEmpty {
                connection.delegate?.connection(connection, received: bytes)
            }
        }
    }
}

extension HTTPConnection: TCPConnectionDelegate {
    func connection(_ connection: TCPConnection, received bytes: UnsafeMutableRawBufferPointer) {
        // What was held back comes first.
        if exchange == nil && held.isEmpty { parse(bytes) } else { hold(bytes) }
    }

    func connectionReachedEnd(_ connection: TCPConnection) {
        peerHasEnded = true
        // A client may end its side and still wait for its answer. One whose answer is held back (long-polling) has left.
        if let exchange, exchange.onAbort == nil { return }
        if exchange == nil && !held.isEmpty { return }
        connection.close(withinMilliseconds: context.limits.closeMilliseconds)
    }

    func connectionCongested(_ connection: TCPConnection) {
        connection.pauseReading()
    }

    func connectionDrained(_ connection: TCPConnection) {
        connection.resumeReading()
    }

    func connectionClosed(_ connection: TCPConnection, _ reason: TCPCloseReason) {
        context.loop.cancelTimer(timer)
        let abort = exchange?.onAbort
        exchange = nil
        abort?()
    }
}

extension HTTPConnection: TimerTarget {
    /// The client was too slow.
    func timerFired(_ kind: Int) {
        if kind == Self.drainTimer { return endIfIdle() }
        let wasIdle = parser.phase == .idle
        clock = .none
        guard connection.isOpen else { return }
        if wasIdle { return connection.close(withinMilliseconds: context.limits.closeMilliseconds) }
        refuse(
            .requestTimeout, "The request did not arrive in time.", parser.phase == .head ? .headTime : .bodyTime)
    }
}
