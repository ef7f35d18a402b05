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

        func drain(overMilliseconds milliseconds: Int) {
            listener?.close()
            listener = nil
            context.isDraining = true
            loop.forEachConnection {
                ($0.delegate as? HTTPConnection)?.drain(afterMilliseconds: Int.random(in: 0...milliseconds))
            }
            context.handler.drain(overMilliseconds: milliseconds)
        }
    }

    /// Where it listens, with the port that the system chose.
    public let address: SocketAddress
    private let budget: ConnectionBudget
    private let remotes: [LoopRemote]
    private let parts: Mutex<[Part]>
    private let threads: Mutex<[LoopThread]>

    /// Listens and starts the loops. When this returns, connections are accepted.
    ///
    /// - Parameters:
    ///   - counters: where it is counted which limits were run into.
    ///   - startsThreads: whether the loops begin to run at once; otherwise ``runUntilSignal()`` starts them.
    public init(
        _ configuration: TransportConfiguration, counters: LimitCounters = LimitCounters(), startsThreads: Bool = true,
        makeHandler: MakeHandler
    ) throws(SystemError) {
        guard let address = SocketAddress(configuration.host, port: configuration.port) else {
            throw SystemError("listen on \(configuration.host), which is not a numeric address", code: EINVAL)
        }
        let budget = Self.budget(configuration)
        let windows = MemoryBudget(limit: configuration.deflate?.contextBytes ?? 0)
        let memory = MemoryBudget(limit: configuration.limits.bufferedBytes)
        let sockets = try ListeningSocket.shared(address, count: max(1, configuration.loops))
        var parts: [Part] = []
        for (index, socket) in sockets.enumerated() {
            let loop = try EventLoop(index: index)
            let part = Part(
                loop: loop,
                context: TransportContext(
                    loop, makeHandler(loop), configuration, counters, windows: windows, memory: memory))
            part.listener = try TCPListener(
                loop, socket, budget: budget, refusal: Self.refusals(configuration, counters),
                accept: Self.welcome(configuration, part.context))
            parts.append(part)
        }
        let peers = parts.map { LoopConfined($0.context, of: $0.loop) }
        for part in parts { part.context.peers = peers }
        self.address = sockets[0].address
        self.budget = budget
        remotes = parts.map(\.loop.remote)
        self.parts = Mutex(parts)
        threads = Mutex([])
        if startsThreads { try self.startThreads() }
    }

    /// Starts the loops of a server that was made without threads, each on one of its own. A loop that is alone first runs on
    /// the caller's thread, until one of ``ProcessSignal``'s signals is there to be waited for: in a process with one thread
    /// the kernel counts no references to sockets.
    public func runUntilSignal() throws(SystemError) {
        let parts = parts.withLock(\.self)
        if parts.count == 1 { try parts[0].loop.runUntilSignal() }
        try startThreads()
    }

    private func startThreads() throws(SystemError) {
        for part in parts.withLock(\.self) {
            let thread = try LoopThread(name: "loop \(part.loop.index)") { part.loop.run() }
            threads.withLock { $0.append(thread) }
        }
    }

    /// Connections now.
    public var connectionCount: Int { budget.count }

    /// Stops listening, has the clients told to go elsewhere over the first half of the time, waits until the connections have
    /// gone, cuts off what is left and ends the loops. Called once.
    public func drain(withinMilliseconds milliseconds: Int) {
        let parts = parts.withLock { parts in
            defer { parts = [] }
            return parts
        }
        for part in parts {
            part.loop.remote.execute { _ in part.drain(overMilliseconds: milliseconds / 2) }
        }
        var waited = 0
        while budget.count > 0 && waited < milliseconds {
            usleep(10_000)
            waited += 10
        }
        for part in parts { part.loop.remote.execute { _ in part.context.handler.finish() } }
        usleep(20_000)
        for part in parts {
            part.loop.remote.execute { loop in
                part.context.handler.stop()
                loop.stop()
            }
        }
        for thread in threads.withLock(\.self) { thread.join() }
    }
}

extension TransportServer {
    /// The bounds of what is accepted, lowered to what RLIMIT_NOFILE grants.
    private static func budget(_ configuration: TransportConfiguration) -> ConnectionBudget {
        let limits = configuration.limits
        // What is left for files, pipes and other servers' connections.
        let descriptors = ProcessLimits.raiseDescriptors() - 64
        var bounds = ConnectionBudget.Limits(connections: min(limits.connections, max(1, descriptors)))
        bounds.perAddress = limits.connectionsPerAddress ?? TransportLimits.defaultConnectionsPerAddress
        bounds.countsLoopback = limits.connectionsPerAddress != nil
        bounds.perSecond = limits.acceptsPerSecond
        let trusted = configuration.trustedProxies
        return ConnectionBudget(bounds) { address in trusted.contains { $0.contains(address.ip) } }
    }

    /// What clients are told that are turned away. Inside TLS nothing can be said yet.
    private static func refusals(
        _ configuration: TransportConfiguration, _ counters: LimitCounters
    ) -> TCPListener.Refusal {
        let words = Dictionary(
            uniqueKeysWithValues: ConnectionRefusal.allCases.map {
                ($0, configuration.tls == nil ? refusal($0).encoded(keepAlive: false) : [])
            })
        return { reason in
            counters.note(Limit(reason))
            return words[reason] ?? []
        }
    }

    /// A response that names the limit.
    static func refusal(_ reason: ConnectionRefusal) -> HTTPResponse {
        let sentence =
            switch reason {
            case .full: "This server holds as many connections as it may"
            case .addressFull: "Your address holds as many connections as it may"
            case .tooFast: "More clients come at once than this server takes"
            case .exhausted: "This server can open no more connections"
            }
        var response = HTTPResponse(
            reason == .addressFull ? .tooManyRequests : .serviceUnavailable,
            text: "\(sentence) (\(Limit(reason).rawValue)). Try again later.\n")
        response.headers.append("retry-after", "5")
        return response
    }

    /// How a connection begins: the PROXY header where one is due, then TLS where it is spoken, then HTTP.
    private static func welcome(
        _ configuration: TransportConfiguration, _ context: TransportContext
    ) -> TCPListener.Accept {
        let trusted = configuration.trustedProxies
        let begin = { (connection: TCPConnection, received: UnsafeMutableRawBufferPointer) in
            let http = HTTPConnection(connection, context)
            connection.delegate = http
            if let tls = configuration.tls {
                connection.startTLS(tls, answerToPlainHTTP: answerToPlainHTTP, received: received)
            } else if !received.isEmpty {
                http.connection(connection, received: received)
            }
        }
        return { connection in
            if configuration.expectsProxyHeader, trusted.contains(where: { $0.contains(connection.remoteAddress.ip) }) {
                return ProxyPreface(connection, context, goOn: begin)
            }
            if let tls = configuration.tls { connection.startTLS(tls, answerToPlainHTTP: answerToPlainHTTP) }
            return HTTPConnection(connection, context)
        }
    }

    /// What somebody is told who speaks HTTP to a port that speaks TLS.
    private static let answerToPlainHTTP = HTTPResponse(
        .badRequest, text: "This port speaks HTTPS. Use https:// or wss:// in the address.\n"
    ).encoded(keepAlive: false)
}
