/// What of a user is to be different; what is nil stays.
public struct UserChange: Hashable, Sendable {
    /// Another name; an empty one takes it away.
    public var username: String?
    /// Another level; an empty one takes it away.
    public var level: String?
    /// Another language; an empty one takes it away.
    public var locale: String?
    /// Another address.
    public var email: EmailAddress?
    /// Another role.
    public var role: Role?
    /// Another password's hash.
    public var passwordHash: String?
    /// When the address was shown to be theirs.
    public var verifiedAt: Timestamp?

    /// No change.
    public init() {}
}
