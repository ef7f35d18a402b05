internal import Glibc
public import Loop
internal import Synchronization
internal import Wire

/// Listens, with one thread and one listening socket for each loop, and hands requests to handlers.
public final class TransportServer: Sendable {
    /// Makes the handler of a loop.
    public typealias MakeHandler = (EventLoop) -> any RequestHandler

    /// What belongs to one loop.
    ///
    /// Sendable, although nothing in it is: after the thread has been started it is touched on that thread only,
    /// by work that came through the loop's mailbox.
    private final class Part: @unchecked Sendable {
        let loop: EventLoop
        let context: TransportContext
        var listener: TCPListener?

        init(loop: EventLoop, context: TransportContext) {
            self.loop = loop
            self.context = context
        }

        func drain() {
            listener?.close()
            listener = nil
            context.handler.drain()
        }
    }

    /// Where it listens, with the port that the system chose.
    public let address: SocketAddress
    private let budget: ConnectionBudget
    private let remotes: [LoopRemote]
    private let parts: Mutex<[Part]>
    private let threads: [LoopThread]

    /// Listens and starts the loops. When this returns, connections are accepted.
    public init(_ configuration: TransportConfiguration, makeHandler: MakeHandler) throws(SystemError) {
        guard let address = SocketAddress(configuration.host, port: configuration.port) else {
            throw SystemError("listen on \(configuration.host), which is not a numeric address", code: EINVAL)
        }
        // What is left for files, pipes and other servers' connections.
        let descriptors = ProcessLimits.raiseDescriptors() - 64
        let budget = ConnectionBudget(limit: min(configuration.limits.connections, max(1, descriptors)))
        let sockets = try ListeningSocket.shared(address, count: max(1, configuration.loops))
        var parts: [Part] = []
        var threads: [LoopThread] = []
        for (index, socket) in sockets.enumerated() {
            let loop = try EventLoop(index: index)
            let part = Part(loop: loop, context: TransportContext(loop, makeHandler(loop), configuration))
            part.listener = try TCPListener(loop, socket, budget: budget, refusal: Self.refusal) { connection in
                if let tls = configuration.tls {
                    connection.startTLS(tls, answerToPlainHTTP: Self.answerToPlainHTTP)
                }
                return HTTPConnection(connection, part.context)
            }
            parts.append(part)
        }
        let peers = parts.map { LoopConfined($0.context, of: $0.loop) }
        for part in parts { part.context.peers = peers }
        for (index, part) in parts.enumerated() {
            threads.append(try LoopThread(name: "loop \(index)") { part.loop.run() })
        }
        self.address = sockets[0].address
        self.budget = budget
        remotes = parts.map(\.loop.remote)
        self.parts = Mutex(parts)
        self.threads = threads
    }

    /// What a client is told that can't be served now.
    private static let refusal = HTTPResponse(
        .serviceUnavailable, headers: HTTPHeaders([("retry-after", "5")]), body: Array("The server is full.\n".utf8)
    ).encoded(keepAlive: false)

    /// What somebody is told who speaks HTTP to a port that speaks TLS.
    private static let answerToPlainHTTP = HTTPResponse(
        .badRequest, text: "This port speaks HTTPS. Use https:// or wss:// in the address.\n"
    ).encoded(keepAlive: false)

    /// Connections now.
    public var connectionCount: Int { budget.count }

    /// Stops listening, lets the handlers say goodbye, waits until the connections have gone, at most so long, cuts
    /// off what is left and ends the loops. Called once.
    public func drain(withinMilliseconds milliseconds: Int) {
        let parts = parts.withLock { parts in
            defer { parts = [] }
            return parts
        }
        for part in parts {
            part.loop.remote.execute { _ in part.drain() }
        }
        var waited = 0
        while budget.count > 0 && waited < milliseconds {
            usleep(10_000)
            waited += 10
        }
        for part in parts { part.loop.remote.execute { $0.stop() } }
        for thread in threads { thread.join() }
    }
}
