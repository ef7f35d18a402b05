/// `session:resume`: the client was cut off and goes on.
public struct SessionResume: Equatable, Sendable {
    /// The session's id.
    public var session: String
    /// The secret that `session:ready` gave with it.
    public var secret: String
    /// Number of the last output that the client has seen, 0 where it saw none.
    public var seen: UInt64
    /// Number of the last ink event that this client has made, nil where it does not say.
    public var ink: UInt64?
    /// The last checkpoint that the client was given: it still has all ink that came after it.
    public var checkpoint: Checkpoint
    /// What the session was started with, nil where the client does not say: used where no server knows the session any more.
    public var start: SessionStart?
    /// A token that says who goes on, nil where there is none.
    public var token: String?

    /// A resume from its fields.
    public init(
        session: String, secret: String, seen: UInt64 = 0, ink: UInt64? = nil, checkpoint: Checkpoint = .beginning,
        start: SessionStart? = nil, token: String? = nil
    ) {
        self.session = session
        self.secret = secret
        self.seen = seen
        self.ink = ink
        self.checkpoint = checkpoint
        self.start = start
        self.token = token
    }
}
