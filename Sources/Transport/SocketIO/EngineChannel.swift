import Loop
import Wire

/// One Engine.IO session as a message channel: the connections around an ``EngineSession``, which says what to do with them.
///
/// Confined to its loop. Messages that are sent in one turn leave in one write: over a WebSocket as frames, in answer to a poll
/// as one payload.
final class EngineChannel {
    let id: String
    let remoteAddress: SocketAddress
    let hub: EngineHub
    var session: EngineSession
    private(set) var delegate: (any MessageChannelDelegate)?
    /// The GET that waits.
    private var poll: (any HTTPExchange)?
    /// The POST whose packets are being taken, and those that are left of it.
    var post: (any HTTPExchange)?
    var received: EnginePayloadReader?
    /// What carries the session, or is about to.
    var webSocket: (any MessageChannel)?
    var isPaused = false
    var isFlushing = false
    var isCongested = false
    private var timer = TimerToken.none
    private var timerDue = UInt64.max

    init(
        id: String, hub: EngineHub, carrier: EngineSession.Carrier, remoteAddress: SocketAddress,
        delegate: any MessageChannelDelegate
    ) {
        self.id = id
        self.hub = hub
        self.remoteAddress = remoteAddress
        self.delegate = delegate
        session = EngineSession(hub.configuration.settings, carrier: carrier, now: hub.loop.nowMilliseconds)
    }

    /// Sessions have a heartbeat of their own. They are not compressed, as with the reference implementation: events are small, and
    /// a compressor's memory is forty times what a session needs.
    private static let terms: WebSocketTerms = {
        var terms = WebSocketTerms()
        terms.compresses = false
        terms.pings = false
        return terms
    }()

    var now: UInt64 { hub.loop.nowMilliseconds }

    /// Answers the request that began the session.
    func open(_ exchange: any HTTPExchange) {
        if session.carrier == .webSocket {
            guard !exchange.acceptWebSocket(Self.terms, delegate: self) else { return }
            // The request has its answer, and nobody has been told of a session.
            delegate = nil
            return run(session.end(.abnormal))
        }
        answer(exchange, hub.configuration.settings.openPacket(session: id, canUpgrade: true))
        delegate?.channelOpened(self)
        setTimer()
    }

    /// Takes a request of the session.
    func take(
        _ request: HTTPRequest, _ exchange: any HTTPExchange, _ transport: EngineRequest.Transport
    ) throws(EngineRefusal) {
        guard WebSocketUpgrade.isAsked(by: request) == (transport == .webSocket) else { throw .badRequest }
        switch (transport, request.method) {
        case (.webSocket, _): attach(exchange)
        case (.polling, .get): run(session.poll(now: now), exchange)
        case (.polling, .post):
            guard request.body.count <= hub.configuration.settings.payloadBytes else {
                let limit = hub.configuration.settings.payloadBytes
                return exchange.respond(HTTPResponse(.contentTooLarge, text: "A payload has at most \(limit) bytes.\n"))
            }
            run(session.post(request.body, now: now), exchange)
        case (.polling, _): throw .badRequest
        }
        setTimer()
    }

    private func attach(_ exchange: any HTTPExchange) {
        guard session.attachWebSocket(now: now) else {
            // A client that has its answer in the HTTP status would not learn that it was the protocol that it broke.
            exchange.acceptWebSocket(Self.terms, delegate: SecondWebSocket())
            return
        }
        if !exchange.acceptWebSocket(Self.terms, delegate: self) { run(session.webSocketClosed(.abnormal)) }
    }

    /// Does what the session says, in order.
    func run(_ actions: [EngineAction], _ exchange: (any HTTPExchange)? = nil) {
        for action in actions { run(action, exchange) }
    }

    private func run(_ action: EngineAction, _ exchange: (any HTTPExchange)?) {
        switch action {
        case .holdPoll:
            poll = exchange
            endWithClient(of: exchange)
        case .answer(let payload): answer(exchange, payload)
        case .refuse(let refusal): exchange?.respond(refusal.response)
        case .answerPoll(let payload):
            answer(poll, payload)
            poll = nil
        case .readPost(let reader):
            post = exchange
            received = reader
            endWithClient(of: exchange)
            readPost()
        case .answerPost: answerPost(.success(()))
        case .refusePost(let refusal): answerPost(.failure(refusal))
        case .frame(let text): webSocket?.send(text: text.span.bytes)
        case .takeOver: takeOver()
        case .dropWebSocket(let code): closeWebSocket(code)
        case .closed(let code): tellClosed(code)
        case .forget(let code):
            hub.loop.cancelTimer(timer)
            hub.forget(self)
            closeWebSocket(code)
        }
    }

    /// A client that breaks off a request that waits has left.
    private func endWithClient(of exchange: (any HTTPExchange)?) {
        exchange?.onAbort = { [weak self] in
            guard let self else { return }
            run(session.requestAborted())
        }
        exchange?.wait()
    }

    private func tellClosed(_ code: CloseCode) {
        let holder = delegate
        delegate = nil
        holder?.channelClosed(self, code: code)
    }
}

@available(*, unavailable)
extension EngineChannel: Sendable {}

extension EngineChannel: TimerTarget {
    /// Sees to it that the session is looked at when it wants to be.
    func setTimer() {
        let due = session.nextLook
        guard due < timerDue else { return }
        hub.loop.cancelTimer(timer)
        timerDue = due
        timer = hub.loop.startTimer(afterMilliseconds: Int(due - min(due, now)), self)
    }

    func timerFired(_ kind: Int) {
        timerDue = .max
        run(session.look(now: now, isPaused: isPaused))
        setTimer()
    }
}
