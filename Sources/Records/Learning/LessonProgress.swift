/// How far somebody is in a lesson.
public struct LessonProgress: Hashable, Sendable {
    /// The id of the record.
    public let id: RecordID
    /// Who learns.
    public let user: RecordID
    /// What is learnt.
    public let lesson: String
    /// When it was first done; nil while it is not.
    public var completedAt: Timestamp?
    /// The best score so far, 0…1.
    public var score: Double

    /// Progress from its fields.
    public init(id: RecordID, user: RecordID, lesson: String, completedAt: Timestamp?, score: Double) {
        self.id = id
        self.user = user
        self.lesson = lesson
        self.completedAt = completedAt
        self.score = score
    }
}
