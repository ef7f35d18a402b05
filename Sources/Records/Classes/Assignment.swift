/// What a class is to write.
public struct Assignment: Hashable, Sendable {
    /// The id of the record.
    public let id: RecordID
    /// Whose it is.
    public let classroom: RecordID
    /// What it is called.
    public var title: String
    /// The texts to write.
    public var texts: [String]
    /// The lessons to do.
    public var lessons: [String]
    /// Until when; nil for whenever.
    public var until: Timestamp?
    /// When it was made.
    public let createdAt: Timestamp

    /// An assignment from its fields.
    public init(
        id: RecordID, classroom: RecordID, title: String, texts: [String], lessons: [String], until: Timestamp?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.classroom = classroom
        self.title = title
        self.texts = texts
        self.lessons = lessons
        self.until = until
        self.createdAt = createdAt
    }
}
