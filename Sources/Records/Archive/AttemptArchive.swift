/// What was written.
public protocol AttemptArchive: Sendable {
    /// Keeps attempts, all or none. One whose character of its session is kept already changes nothing, unless it is of a later epoch: then it stands
    /// instead, under the first one's id. Attempts of users who are gone are left out.
    func append(_ attempts: [Attempt], once: Once?) async throws(ArchiveError)

    /// The same for whoever cannot wait: `then` is called once, on any thread.
    func append(_ attempts: [Attempt], then: @escaping @Sendable (Result<Void, ArchiveError>) -> Void)

    /// What a user has written, the newest first, without the ink.
    func attempts(
        of user: RecordID, _ filter: AttemptFilter, after: RecordID?, limit: Int
    ) async throws(ArchiveError) -> Page<Attempt.Summary>

    /// One of a user's attempts; nil where it is none of theirs.
    func attempt(_ id: RecordID, of user: RecordID) async throws(ArchiveError) -> Attempt?

    /// All attempts that are kept, the oldest first, of one user or of all.
    func attempts(of user: RecordID?, after: RecordID?, limit: Int) async throws(ArchiveError) -> Page<Attempt>
}
