/// A place at which somebody is signed in.
public struct Device: Hashable, Sendable {
    /// The id of the record, which its tokens name.
    public let id: RecordID
    /// Whose it is.
    public let user: RecordID
    /// What it is called in the list of devices, as its client said: at most 200 bytes.
    public var name: String
    /// The number of the refresh token that is valid; the first one has 1.
    public var counter: Int64
    /// When the valid one was given for the one before it.
    public var rotatedAt: Timestamp
    /// When it was signed in.
    public let createdAt: Timestamp
    /// When it was signed out, by whomever.
    public var endedAt: Timestamp?

    /// A device that is signed in now.
    public init(id: RecordID, user: RecordID, name: String, createdAt: Timestamp) {
        self.id = id
        self.user = user
        self.name = name
        counter = 1
        rotatedAt = createdAt
        self.createdAt = createdAt
    }
}
