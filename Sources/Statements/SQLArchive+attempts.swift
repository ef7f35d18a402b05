package import Records

extension Attempt.Summary {
    static let columns = """
        id, user_id, session, place, epoch, character, text, written_at, lesson, help, level, engine, library, correct,
        score, faults
        """

    init(_ row: inout Row) throws(ArchiveError) {
        let id = try row.id(), user = try row.id()
        let source = Attempt.Source(
            session: try row.text(), place: try row.integer(), epoch: try row.integer())
        let character = try row.text(), text = try row.text(), writtenAt = try row.time()
        let lesson = try row.optionalText(), help = try row.optionalText(), level = try row.text()
        let engine = try row.integer(), library = try row.text(), isCorrect = try row.integer() == 1
        let score = try row.real()
        self.init(
            id: id, user: user, source: source, character: character, text: text, writtenAt: writtenAt, lesson: lesson,
            help: help, level: level, engine: engine, library: library, isCorrect: isCorrect, score: score,
            faults: FaultCounts(kept: try row.text()))
    }
}

extension Attempt {
    static let columns = Summary.columns + ", ink"

    init(_ row: inout Row) throws(ArchiveError) {
        let summary = try Summary(&row)
        guard let ink = AttemptInk(bytes: try row.bytes()) else {
            throw .damaged("the ink of attempt \(summary.id) cannot be read")
        }
        self.init(summary: summary, ink: ink)
    }

    /// Keeps it under its character of its session, where its user is still there.
    var statement: Statement {
        Statement(
            """
            INSERT INTO attempts (\(Self.columns))
            SELECT $1, u.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
            FROM users u WHERE u.id = $2
            ON CONFLICT (user_id, session, place) DO UPDATE SET epoch = excluded.epoch,
                character = excluded.character, text = excluded.text, written_at = excluded.written_at,
                lesson = excluded.lesson, help = excluded.help, level = excluded.level, engine = excluded.engine,
                library = excluded.library, correct = excluded.correct, score = excluded.score,
                faults = excluded.faults, ink = excluded.ink
            WHERE excluded.epoch > attempts.epoch
            """,
            .id(summary.id), .id(summary.user), .text(summary.source.session), .integer(summary.source.place),
            .integer(summary.source.epoch), .text(summary.character), .text(summary.text), .time(summary.writtenAt),
            .text(summary.lesson), .text(summary.help), .text(summary.level), .integer(summary.engine),
            .text(summary.library), .integer(summary.isCorrect ? 1 : 0), .real(summary.score),
            .text(summary.faults.text), .bytes(ink.bytes))
    }

    static func appending(_ attempts: [Attempt]) -> Transaction<Void> {
        let users = Set(attempts.map(\.summary.user))
        return Transaction(.write(of: users.count == 1 ? users.first : nil), attempts.map(\.statement)) { _ in }
    }
}

extension SQLArchive {
    package func append(_ attempts: [Attempt], once: Once?) async throws(ArchiveError) {
        try await run(Attempt.appending(attempts), once: once)
    }

    package func append(_ attempts: [Attempt], then: @escaping @Sendable (Result<Void, ArchiveError>) -> Void) {
        submit(Attempt.appending(attempts), then: then)
    }

    package func attempts(
        of user: RecordID, _ filter: AttemptFilter, after: RecordID?, limit: Int
    ) async throws(ArchiveError) -> Page<Attempt.Summary> {
        let found = try await run(
            .list(
                of: user,
                Statement(
                    """
                    SELECT \(Attempt.Summary.columns) FROM attempts WHERE user_id = $1 AND (id < $2 OR $2 IS NULL)
                        AND (text = $3 OR $3 IS NULL) AND (character = $4 OR $4 IS NULL)
                        AND (correct = $5 OR $5 IS NULL) AND (faults LIKE '% ' || $6 || ':%' OR $6 IS NULL)
                        AND (lesson = $7 OR $7 IS NULL) AND (written_at >= $8 OR $8 IS NULL)
                        AND (written_at < $9 OR $9 IS NULL)
                    ORDER BY id DESC LIMIT $10
                    """,
                    .id(user), .id(after), .text(filter.text), .text(filter.character),
                    .integer(filter.isCorrect.map { $0 ? 1 : 0 }), .text(filter.fault?.withoutWildcards),
                    .text(filter.lesson), .time(filter.from), .time(filter.to), .integer(Int64(limit) + 1)),
                item: Attempt.Summary.init))
        return Page(found, limit: limit, id: \.id)
    }

    package func attempt(_ id: RecordID, of user: RecordID) async throws(ArchiveError) -> Attempt? {
        try await run(
            .first(
                of: user,
                Statement(
                    "SELECT \(Attempt.columns) FROM attempts WHERE id = $1 AND user_id = $2", .id(id), .id(user)),
                item: Attempt.init))
    }

    package func attempts(
        of user: RecordID?, after: RecordID?, limit: Int
    ) async throws(ArchiveError) -> Page<Attempt> {
        let found = try await run(
            .list(
                of: user,
                Statement(
                    """
                    SELECT \(Attempt.columns) FROM attempts WHERE (user_id = $1 OR $1 IS NULL)
                        AND (id > $2 OR $2 IS NULL) ORDER BY id LIMIT $3
                    """, .id(user), .id(after), .integer(Int64(limit) + 1)), item: Attempt.init))
        return Page(found, limit: limit, id: \.summary.id)
    }
}

extension String {
    /// Words of the protocol have none: what has some is looked for in vain.
    fileprivate var withoutWildcards: String { contains { $0 == "%" || $0 == "_" } ? " " : self }
}
