public import Loop

/// The logs of all sessions, as one loop reaches them: which server has a session's, what is asked of it, what it answers.
///
/// It has two connections to each server, one for commands and one for the channel on which others tell this owner that they have
/// taken a session over. Confined to its loop.
public final class LogStore {
    /// Who is told what nobody asked for.
    public protocol Owner: AnyObject {
        /// A server can be asked (again): what it knows of our sessions has to be looked at.
        func logStoreReady(_ store: LogStore, server: Int)
        /// Another loop has something to say about a session.
        func logStore(_ store: LogStore, heard notice: LogNotice)
    }

    private let loop: EventLoop
    private let configuration: LogStoreConfiguration
    private let ring: HashRing
    private var servers: [LogServer] = []
    /// This loop's name among all loops of all nodes.
    public let name: String
    /// Set before ``start()``.
    public weak var owner: (any Owner)?

    /// A store that is not connected yet. `loopIndex` tells this loop from the others of the node.
    public init(_ loop: EventLoop, _ configuration: LogStoreConfiguration, loopIndex: Int) {
        self.loop = loop
        self.configuration = configuration
        name = "\(configuration.node).\(loopIndex)"
        ring = HashRing(labels: configuration.servers.map(\.label))
    }

    /// Begins to connect.
    public func start() {
        servers = configuration.servers.indices.map { index in
            LogServer(loop, configuration, index: index, name: name, store: self)
        }
        for server in servers { server.start() }
    }

    /// Ends all connections.
    public func stop() {
        for server in servers { server.stop() }
    }

    /// The servers that may have a session's log, the one that a new log goes to first.
    public func candidates(for session: String) -> [Int] { ring.order(of: session) }

    /// The server that a new log goes to.
    public func home(of session: String) -> Int { ring.first(of: session) }

    /// Whether a server can be asked now.
    public func isUsable(_ server: Int) -> Bool { servers[server].isUsable }

    /// What is wrong with each server, nil where nothing is.
    public var troubles: [String?] { servers.map(\.trouble) }

    /// Asks a server to do something; the handler is called once, with `failed` where there is no answer.
    public func perform(
        _ command: LogCommand, session: String, server: Int, _ handler: @escaping (LogReply) -> Void
    ) {
        let words = RedisLogCoding.command(
            command, session: session, owner: name, ttlMilliseconds: configuration.ttlMilliseconds)
        servers[server].send(words, reading: { RedisLogCoding.reply($0, to: command) }) { handler($0 ?? .failed) }
    }

    /// Keeps a log that ink still comes for from expiring.
    public func refresh(session: String, server: Int) {
        for key in [RedisLogCoding.logKey(session), RedisLogCoding.headKey(session)] {
            servers[server].send(
                RedisCommand("PEXPIRE", key, "\(configuration.ttlMilliseconds)"), reading: { $0.integer }
            ) { _ in }
        }
    }

    /// Takes a log over in a new epoch.
    ///
    /// - Parameter known: the epoch in which the asker has the log itself: then its items are not sent.
    public func attach(
        session: String, server: Int, epoch: UInt64, known: UInt64?, _ handler: @escaping (LogAttachment) -> Void
    ) {
        let words = RedisLogCoding.attach(
            session: session, owner: name, epoch: epoch, known: known, ttlMilliseconds: configuration.ttlMilliseconds)
        servers[server].send(words, reading: RedisLogCoding.attachment) { handler($0 ?? .unreachable) }
    }

    /// Tells the former owner that its client is here now.
    public func announce(session: String, server: Int, epoch: UInt64, to other: String) {
        guard other != name else { return }
        servers[server].send(
            RedisCommand("PUBLISH", LogServer.channel(of: other), "taken \(session) \(epoch)"),
            reading: { $0.integer }
        ) { _ in }
    }

    /// Reads a log that another owner writes.
    ///
    /// - Parameters:
    ///   - position: up to where the reader has it; nil for nothing.
    ///   - tellsOwner: whether its owner is to know that it is followed: it then announces what it stores, until nobody listens.
    public func read(
        session: String, server: Int, after position: LogPosition?, tellsOwner: Bool,
        _ handler: @escaping (FollowedLog) -> Void
    ) {
        servers[server].send(
            RedisLogCoding.follow(session: session, after: position, tellsOwner: tellsOwner),
            reading: RedisLogCoding.followed
        ) { handler($0 ?? .unreachable) }
    }

    /// Has ``LogNotice/ink(of:)`` told from now on, and once as soon as nothing can be missed any more.
    public func follow(session: String, server: Int) { servers[server].follow(session) }

    /// No longer.
    public func unfollow(session: String, server: Int) { servers[server].unfollow(session) }

    /// Tells those who follow the session that its log has grown; the handler gets their number, nil where nobody knows.
    public func announceInk(of session: String, server: Int, _ handler: @escaping (Int?) -> Void) {
        servers[server].send(
            RedisCommand("PUBLISH", LogServer.inkChannel(of: session), ""), reading: { $0.integer }
        ) { handler($0.map { Int($0) }) }
    }

    func send<Answer>(
        _ command: RedisCommand, toServer server: Int, reading: @escaping (RedisReply) -> Answer?,
        _ handler: @escaping (Answer?) -> Void
    ) {
        servers[server].send(command, reading: reading, handler)
    }

    func serverReady(_ server: LogServer) { owner?.logStoreReady(self, server: server.index) }

    func heard(_ notice: LogNotice) { owner?.logStore(self, heard: notice) }
}

@available(*, unavailable)
extension LogStore: Sendable {}
