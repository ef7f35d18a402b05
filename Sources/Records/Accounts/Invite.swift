/// Leave to register where not everybody may.
public struct Invite: Hashable, Sendable {
    /// What is typed: letters and digits that nobody mistakes for one another.
    public let code: String
    /// The role of those who register with it.
    public var role: Role
    /// How many may still register with it.
    public var uses: Int64
    /// From when on nobody may.
    public var expiresAt: Timestamp
    /// Who made it; nil for the command line.
    public var createdBy: RecordID?
    /// When it was made.
    public let createdAt: Timestamp

    /// An invite from its fields.
    public init(
        code: String, role: Role, uses: Int64, expiresAt: Timestamp, createdBy: RecordID?, createdAt: Timestamp
    ) {
        self.code = code
        self.role = role
        self.uses = uses
        self.expiresAt = expiresAt
        self.createdBy = createdBy
        self.createdAt = createdAt
    }
}
