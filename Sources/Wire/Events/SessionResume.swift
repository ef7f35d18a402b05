/// `session:resume`: the client was cut off and goes on.
public struct SessionResume: Equatable, Sendable {
    /// The session's id.
    public var session: String
    /// The secret that `session:ready` gave with it.
    public var secret: String
    /// Number of the last output that the client has seen, 0 where it saw none.
    public var seen: UInt64

    /// A resume from its fields.
    public init(session: String, secret: String, seen: UInt64 = 0) {
        self.session = session
        self.secret = secret
        self.seen = seen
    }
}
