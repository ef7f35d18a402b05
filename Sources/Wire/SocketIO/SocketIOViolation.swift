/// A packet that no client of the protocol sends. The connection is closed, as the specification wants it.
public struct SocketIOViolation: Error, Hashable, Sendable {
    /// A sentence for the person who writes the client.
    public let reason: String

    init(_ reason: String) { self.reason = reason }
}
