/// Somebody whose writing is kept: an account of this server, or the subject of an operator's own tokens.
public struct User: Hashable, Sendable {
    /// The issuer of this server's own accounts; their subject is the id.
    public static let ownIssuer = "pilsun"

    /// The id of the record.
    public let id: RecordID
    /// Who vouches for them: ``ownIssuer``, or the `iss` of an operator's tokens (empty where those name none).
    public let issuer: String
    /// Who they are to the issuer. Together with the issuer nobody else's.
    public let subject: String
    /// Where they can be written to; nobody else's. Nil where somebody else vouches for them.
    public var email: EmailAddress?
    /// What others see of them, 1 to 64 characters.
    public var username: String?
    /// How strictly they want to be judged; nil where they never said so.
    public var level: String?
    /// The language that they are spoken to in, nil where they never said so.
    public var locale: String?
    /// What they may do.
    public var role: Role
    /// When the address was shown to be theirs.
    public var verifiedAt: Timestamp?
    /// When the record was made.
    public let createdAt: Timestamp
    /// When it was last changed.
    public var updatedAt: Timestamp
    /// Grows with each change, from 1.
    public var version: Int64

    /// A user as they are made.
    public init(
        id: RecordID, issuer: String = User.ownIssuer, subject: String? = nil, email: EmailAddress? = nil,
        username: String? = nil, level: String? = nil, locale: String? = nil, role: Role = .learner,
        verifiedAt: Timestamp? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.issuer = issuer
        self.subject = subject ?? "\(id)"
        self.email = email
        self.username = username
        self.level = level
        self.locale = locale
        self.role = role
        self.verifiedAt = verifiedAt
        self.createdAt = createdAt
        updatedAt = createdAt
        version = 1
    }
}
