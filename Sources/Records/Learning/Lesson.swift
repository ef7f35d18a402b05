/// Something to learn, made by a teacher or imported; those that come with the server are no records.
public struct Lesson: Hashable, Sendable {
    /// The id: words of the course's own.
    public let id: String
    /// Who made it; nil for one that everybody sees.
    public let owner: RecordID?
    /// The course that it belongs to.
    public var course: String
    /// The script: `hangul`, `kana`, `han`.
    public var script: String
    /// What it is called.
    public var title: String
    /// Its place in the course.
    public var place: Int64
    /// Characters, words, goal and what it builds on, as a JSON object.
    public var document: String
    /// When it was made.
    public let createdAt: Timestamp

    /// A lesson from its fields.
    public init(
        id: String, owner: RecordID?, course: String, script: String, title: String, place: Int64, document: String,
        createdAt: Timestamp
    ) {
        self.id = id
        self.owner = owner
        self.course = course
        self.script = script
        self.title = title
        self.place = place
        self.document = document
        self.createdAt = createdAt
    }
}
