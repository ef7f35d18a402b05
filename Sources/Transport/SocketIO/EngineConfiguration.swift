public import Wire

/// How Engine.IO sessions are kept.
public struct EngineConfiguration: Sendable {
    /// What clients are told at the beginning, and the other times.
    public var settings = EngineSettings()
    /// The tag of this node in its sessions' ids, for load balancers; nil leaves it out.
    public var node: String?
    /// Which pages may talk to the server.
    public var origins = OriginPolicy()
    /// Sessions of one loop. One that polls holds no connection, so the limit on connections does not bound them.
    public var sessionsPerLoop = 50_000
    /// Bytes that wait for a client that does not poll, before its holder is told; at twice as many the session ends.
    public var queuedBytes = 1024 * 1024

    /// The defaults.
    public init() {}
}
