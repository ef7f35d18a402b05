package import Records

extension ReviewEvent {
    static let columns = "id, user_id, item, at, document"

    init(_ row: inout Row) throws(ArchiveError) {
        self.init(
            id: try row.id(), user: try row.id(), item: try row.text(), at: try row.time(), document: try row.text())
    }

    var statement: Statement {
        Statement(
            "INSERT INTO reviews (\(Self.columns)) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", .id(id),
            .id(user), .text(item), .time(at), .text(document))
    }
}

extension Lesson {
    static let columns = "id, owner_id, course, script, title, place, document, created_at"

    init(_ row: inout Row) throws(ArchiveError) {
        self.init(
            id: try row.text(), owner: try row.optionalID(), course: try row.text(), script: try row.text(),
            title: try row.text(), place: try row.integer(), document: try row.text(), createdAt: try row.time())
    }
}

extension LessonProgress {
    static let columns = "id, user_id, lesson_id, completed_at, score"

    init(_ row: inout Row) throws(ArchiveError) {
        self.init(
            id: try row.id(), user: try row.id(), lesson: try row.text(), completedAt: try row.optionalTime(),
            score: try row.real())
    }
}

extension SQLArchive {
    package func append(_ events: [ReviewEvent], once: Once?) async throws(ArchiveError) {
        let users = Set(events.map(\.user)).sorted()
        let statements = users.map(Self.exists) + events.map(\.statement)
        try await run(
            Transaction<Void>(.write(of: users.count == 1 ? users.first : nil), statements) { _ in }, once: once)
    }

    package func reviews(
        of user: RecordID, after: RecordID?, limit: Int
    ) async throws(ArchiveError) -> Page<ReviewEvent> {
        let found = try await run(
            .list(
                of: user,
                Statement(
                    """
                    SELECT \(ReviewEvent.columns) FROM reviews WHERE user_id = $1 AND (id > $2 OR $2 IS NULL)
                    ORDER BY id LIMIT $3
                    """, .id(user), .id(after), .integer(Int64(limit) + 1)), item: ReviewEvent.init))
        return Page(found, limit: limit, id: \.id)
    }

    package func put(_ lesson: Lesson) async throws(ArchiveError) {
        try await run(
            .change(
                of: lesson.owner,
                Statement(
                    """
                    INSERT INTO lessons (\(Lesson.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (id) DO UPDATE SET course = excluded.course, script = excluded.script,
                        title = excluded.title, place = excluded.place, document = excluded.document
                    WHERE lessons.owner_id = excluded.owner_id OR (lessons.owner_id IS NULL AND excluded.owner_id IS NULL)
                    RETURNING id
                    """, .text(lesson.id), .id(lesson.owner), .text(lesson.course), .text(lesson.script),
                    .text(lesson.title), .integer(lesson.place), .text(lesson.document), .time(lesson.createdAt),
                    otherwise: .taken(.id))))
    }

    package func lessons(seenBy user: RecordID?) async throws(ArchiveError) -> [Lesson] {
        try await run(
            .list(
                of: user,
                Statement(
                    """
                    SELECT \(Lesson.columns) FROM lessons WHERE owner_id IS NULL OR owner_id = $1
                    ORDER BY course, place, id
                    """, .id(user)), item: Lesson.init))
    }

    package func removeLesson(_ id: String, of owner: RecordID?) async throws(ArchiveError) {
        try await run(
            .change(
                of: owner,
                Statement(
                    """
                    DELETE FROM lessons WHERE id = $1 AND (owner_id = $2 OR (owner_id IS NULL AND $2 IS NULL))
                    RETURNING id
                    """, .text(id), .id(owner), otherwise: .missing)))
    }

    package func put(_ progress: LessonProgress) async throws(ArchiveError) {
        try await run(
            .change(
                of: progress.user,
                Self.exists(progress.user),
                Statement(
                    """
                    INSERT INTO progress (\(LessonProgress.columns)) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (user_id, lesson_id) DO UPDATE SET
                        completed_at = COALESCE(progress.completed_at, excluded.completed_at),
                        score = CASE WHEN excluded.score > progress.score THEN excluded.score ELSE progress.score END
                    """, .id(progress.id), .id(progress.user), .text(progress.lesson), .time(progress.completedAt),
                    .real(progress.score))))
    }

    package func progress(of user: RecordID) async throws(ArchiveError) -> [LessonProgress] {
        try await run(
            .list(
                of: user,
                Statement(
                    "SELECT \(LessonProgress.columns) FROM progress WHERE user_id = $1 ORDER BY lesson_id", .id(user)),
                item: LessonProgress.init))
    }
}
