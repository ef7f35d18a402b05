/// What is to be learnt, and what is known of it.
public protocol LearningArchive: Sendable {
    /// Keeps review events, all or none; what is kept already under its id stays as it is.
    func append(_ events: [ReviewEvent], once: Once?) async throws(ArchiveError)

    /// A user's review events in the order of their ids.
    func reviews(of user: RecordID, after: RecordID?, limit: Int) async throws(ArchiveError) -> Page<ReviewEvent>

    /// Keeps a lesson, or another version of it.
    ///
    /// - Throws: ``ArchiveError/taken(_:)`` where its id is somebody else's lesson.
    func put(_ lesson: Lesson) async throws(ArchiveError)

    /// The lessons that everybody sees and those that a user made, in the order of course and place.
    func lessons(seenBy user: RecordID?) async throws(ArchiveError) -> [Lesson]

    /// Removes a lesson of its owner's; nil for one that everybody sees.
    ///
    /// - Throws: ``ArchiveError/missing``.
    func removeLesson(_ id: String, of owner: RecordID?) async throws(ArchiveError)

    /// Keeps how far somebody is in a lesson: the first time at which it was done and the best score stand.
    func put(_ progress: LessonProgress) async throws(ArchiveError)

    /// How far a user is in the lessons that they began.
    func progress(of user: RecordID) async throws(ArchiveError) -> [LessonProgress]
}
