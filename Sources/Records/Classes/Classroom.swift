/// People who learn together, with whoever teaches them.
public struct Classroom: Hashable, Sendable {
    /// The id of the record.
    public let id: RecordID
    /// Who teaches it.
    public let owner: RecordID
    /// What it is called, 1 to 100 characters.
    public var name: String
    /// What is typed to join it; nobody else's.
    public var code: String
    /// When it was made.
    public let createdAt: Timestamp
    /// When it was last changed.
    public var updatedAt: Timestamp
    /// Grows with each change, from 1.
    public var version: Int64

    /// A class as it is made.
    public init(id: RecordID, owner: RecordID, name: String, code: String, createdAt: Timestamp) {
        self.id = id
        self.owner = owner
        self.name = name
        self.code = code
        self.createdAt = createdAt
        updatedAt = createdAt
        version = 1
    }
}
