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

    /// Answers a request to the path of the sessions.
    public func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        switch configuration.origins.verdict(on: request) {
        case .own: take(request, exchange)
        case .refused: exchange.respond(EngineRefusal.forbidden.response)
        case .allowed(let origin):
            let exchange = CrossOriginExchange(exchange, origin: origin)
            if request.method == .options { exchange.respondToPreflight(request) } else { take(request, exchange) }
        }
    }

    private func take(_ request: HTTPRequest, _ exchange: any HTTPExchange) {
        do throws(EngineRefusal) {
            let asked = try EngineRequest(query: request.query)
            if let id = asked.session {
                try hand(request, exchange, to: id, asked.transport)
            } else {
                try open(request, exchange, asked.transport)
            }
        } catch {
            exchange.respond(error.response)
        }
    }

    private func hand(
        _ request: HTTPRequest, _ exchange: any HTTPExchange, to id: String, _ transport: EngineRequest.Transport
    ) throws(EngineRefusal) {
        guard let home = EngineSessionID.loop(of: id) else { throw .unknownSession }
        guard home == loop.index else {
            guard exchange.move(toLoop: home) else { throw .unknownSession }
            return
        }
        guard let channel = channels[id] else { throw .unknownSession }
        try channel.take(request, exchange, transport)
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
