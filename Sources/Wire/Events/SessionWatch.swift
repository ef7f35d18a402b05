/// `session:watch`: somebody follows a session without writing.
public struct SessionWatch: Equatable, Sendable {
    /// The session's id.
    public var session: String
    /// The watch secret that `session:ready` gave, nil where a token is to allow it.
    public var secret: String?
    /// A token that allows watching, nil where the secret is to allow it.
    public var token: String?
    /// Number of the last output that was seen, 0 where none was.
    public var seen: UInt64

    /// A watch from its fields.
    public init(session: String, secret: String? = nil, token: String? = nil, seen: UInt64 = 0) {
        self.session = session
        self.secret = secret
        self.token = token
        self.seen = seen
    }
}
