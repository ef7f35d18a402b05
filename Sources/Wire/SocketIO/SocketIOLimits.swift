/// How much one Socket.IO packet may hold.
public struct SocketIOLimits: Hashable, Sendable {
    /// Binary attachments of a packet; ten is what the reference implementation takes.
    public var attachments = 10
    /// Bytes of a packet's attachments together.
    public var attachmentBytes = 1_000_000
    /// Bytes of a namespace's name.
    public var namespaceBytes = 128

    /// The defaults.
    public init() {}
}
