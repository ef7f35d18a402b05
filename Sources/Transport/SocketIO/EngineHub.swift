public import Loop
public import Wire

/// The Engine.IO sessions of one loop: answers the requests that belong to them.
///
/// A session lives on the loop on which it began. A request for it that arrives on a connection of another loop takes the
/// connection there (the id says where), so that from its second request on a client's connections are where its session is:
/// nothing is shared between loops, and nothing is relayed.
public final class EngineHub {
    /// Makes the holder of a new session's channel.
    public typealias MakeDelegate = () -> any MessageChannelDelegate

    let loop: EventLoop
    let configuration: EngineConfiguration
    /// Where all sessions put their frames together.
    var frames = MessageBuffer()
    private let makeDelegate: MakeDelegate
    private var channels: [String: EngineChannel] = [:]

    /// No sessions yet.
    public init(loop: EventLoop, configuration: EngineConfiguration, makeDelegate: @escaping MakeDelegate) {
        self.loop = loop
        self.configuration = configuration
        self.makeDelegate = makeDelegate
    }

    /// Sessions now.
    public var count: Int { channels.count }

    /// Answers a request to the path of the sessions, of which there is the head.
    public func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        switch configuration.origins.verdict(on: request) {
        case .own: take(request, exchange)
        case .refused: exchange.respond(EngineRefusal.forbidden.response)
        case .allowed(let origin):
            exchange.allow(origin)
            if request.method != .options { return take(request, exchange) }
            exchange.respond(.preflight(request, methods: [.get, .post]))
        }
    }

    private func take(_ head: HTTPRequest, _ exchange: any HTTPExchange) {
        do throws(EngineRefusal) {
            let asked = try EngineRequest(query: head.query)
            if let id = asked.session, try move(exchange, to: id) { return }
            exchange.collect { request in self.takeWhole(request, exchange, asked) }
        } catch {
            exchange.respond(error.response)
        }
    }

    /// Whether the request's connection goes to the loop of its session.
    private func move(_ exchange: any HTTPExchange, to id: String) throws(EngineRefusal) -> Bool {
        guard let home = EngineSessionID.loop(of: id) else { throw .unknownSession }
        if home == loop.index { return false }
        guard exchange.move(toLoop: home) else { throw .unknownSession }
        return true
    }

    private func takeWhole(_ request: HTTPRequest, _ exchange: any HTTPExchange, _ asked: EngineRequest) {
        do throws(EngineRefusal) {
            guard let id = asked.session else { return try open(request, exchange, asked.transport) }
            guard let channel = channels[id] else { throw .unknownSession }
            try channel.take(request, exchange, asked.transport)
        } catch {
            exchange.respond(error.response)
        }
    }

    private func open(
        _ request: HTTPRequest, _ exchange: any HTTPExchange, _ transport: EngineRequest.Transport
    ) throws(EngineRefusal) {
        guard request.method == .get else { throw .badHandshakeMethod }
        guard WebSocketUpgrade.isAsked(by: request) == (transport == .webSocket) else { throw .badRequest }
        guard channels.count < configuration.sessionsPerLoop else {
            var response = HTTPResponse(.serviceUnavailable, text: "This server holds as many sessions as it may.\n")
            response.headers.append("retry-after", "5")
            return exchange.respond(response)
        }
        let id = EngineSessionID.make(
            random: (0..<EngineSessionID.randomBytes).map { _ in UInt8.random(in: .min ... .max) }, loop: loop.index,
            node: configuration.node)
        let channel = EngineChannel(
            id: id, hub: self, carrier: transport == .polling ? .polling : .webSocket,
            remoteAddress: exchange.remoteAddress, delegate: makeDelegate())
        channels[id] = channel
        channel.open(exchange)
    }

    func forget(_ channel: EngineChannel) { channels[channel.id] = nil }

    /// The server stops: ends every session that its holder has not ended when the time is over.
    public func drain(overMilliseconds milliseconds: Int) {
        _ = loop.startTimer(afterMilliseconds: milliseconds, self)
    }
}

extension EngineHub: TimerTarget {
    /// The time of a drain is over.
    public func timerFired(_ kind: Int) {
        for channel in channels.values { channel.close(.serviceRestart, reason: "the server restarts") }
    }
}

@available(*, unavailable)
extension EngineHub: Sendable {}
