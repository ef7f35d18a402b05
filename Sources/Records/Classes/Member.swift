/// Somebody who learns in a class.
public struct Member: Hashable, Sendable {
    /// Who it is.
    public let user: RecordID
    /// What the others see of them.
    public let username: String?
    /// Since when.
    public let joinedAt: Timestamp

    /// A member from their fields.
    public init(user: RecordID, username: String?, joinedAt: Timestamp) {
        self.user = user
        self.username = username
        self.joinedAt = joinedAt
    }
}
