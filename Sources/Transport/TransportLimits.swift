public import Wire

/// What a client may use up, before somebody else goes short. Times are in milliseconds; 0 switches a time limit off.
public struct TransportLimits: Hashable, Sendable {
    /// Sizes of a request.
    public var http = HTTPLimits()
    /// Sizes of a message.
    public var webSocket = WebSocketLimits()
    /// Connections of the whole server, lowered at the start to what RLIMIT_NOFILE leaves.
    public var connections = 100_000
    /// Connections of one IPv4 address or one /64 of IPv6: a school behind one address, and no more. Nil stands for the default,
    /// which does not count this machine's own addresses: benchmarks, and proxies that tell nothing of their clients.
    public var connectionsPerAddress: Int?
    /// Connections accepted in a second, of which a second's worth may come at once.
    public var acceptsPerSecond = 20_000
    /// For the PROXY header, and again for the TLS handshake.
    public var handshakeMilliseconds = 10_000
    /// From the first byte of a connection (or of the next request) to the end of the request's head.
    public var headMilliseconds = 10_000
    /// From the end of the head to the end of the body.
    public var bodyMilliseconds = 30_000
    /// From the end of a request to its answer; what is held back on purpose (long-polling) has no such time.
    public var handlingMilliseconds = 60_000
    /// For an answer to leave, counted anew while the client reads some of it.
    public var leavingMilliseconds = 30_000
    /// From when a response has left to the next request's first byte.
    public var keepAliveMilliseconds = 60_000
    /// Silence of an open WebSocket, pongs included, before it is closed with 1001.
    public var idleMilliseconds = 120_000
    /// From one ping to the next on an open WebSocket; up to a quarter less at random, so that a crowd that came
    /// at once is not pinged at once.
    public var pingMilliseconds = 25_000
    /// From our close frame (or our last response) to the peer's end of the connection.
    public var closeMilliseconds = 5_000
    /// Bytes queued to a client that does not read, before its holder is told; at twice as many the connection is cut.
    public var queuedBytes = 1024 * 1024
    /// Bytes of request bodies and of answers that are not yet read, of all connections together.
    public var bufferedBytes = 256 * 1024 * 1024

    /// ``connectionsPerAddress`` where nothing is said.
    public static let defaultConnectionsPerAddress = 1_000

    /// The defaults.
    public init() {}
}
