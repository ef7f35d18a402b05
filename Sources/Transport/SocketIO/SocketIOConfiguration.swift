public import Wire

/// How a Socket.IO server treats its clients.
public struct SocketIOConfiguration: Sendable {
    /// The sessions below.
    public var engine = EngineConfiguration()
    /// Sizes of packets.
    public var limits = SocketIOLimits()
    /// How long a client may stay without being in a namespace.
    public var connectMilliseconds = 20_000

    /// The defaults.
    public init() {}
}
