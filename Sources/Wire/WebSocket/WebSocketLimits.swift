/// How large a message may be.
public struct WebSocketLimits: Hashable, Sendable {
    /// Bytes of a whole message, inflated; beyond it close code 1009.
    public var messageBytes = 1024 * 1024
    /// Frames of one message; beyond it close code 1008. A message of a million empty frames costs the sender nothing.
    public var fragments = 4096

    /// The defaults.
    public init() {}
}
