public import Loop
public import Wire

/// Socket.IO 5 over Engine.IO 4 on one loop.
public final class SocketIOServer {
    let loop: EventLoop
    let configuration: SocketIOConfiguration
    let namespaces: [SocketIONamespace]
    /// Where all clients' packets are put together.
    var packets = MessageBuffer()
    private lazy var hub = EngineHub(loop: loop, configuration: configuration.engine) { [unowned self] in
        SocketIOConnection(self)
    }

    /// A server with these namespaces.
    public init(loop: EventLoop, configuration: SocketIOConfiguration, namespaces: [SocketIONamespace]) {
        self.loop = loop
        self.configuration = configuration
        self.namespaces = namespaces
    }

    /// Answers a request to its path.
    public func handle(_ request: HTTPRequest, _ exchange: any HTTPExchange) { hub.handle(request, exchange) }

    /// The server stops: ends every connection that nobody has ended when the time is over.
    public func drain(overMilliseconds milliseconds: Int) { hub.drain(overMilliseconds: milliseconds) }
}

@available(*, unavailable)
extension SocketIOServer: Sendable {}
