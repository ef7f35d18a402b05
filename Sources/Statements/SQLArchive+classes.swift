package import Records

extension Classroom {
    static let columns = "id, owner_id, name, code, created_at, updated_at, version"

    init(_ row: inout Row) throws(ArchiveError) {
        let id = try row.id(), owner = try row.id(), name = try row.text(), code = try row.text()
        self.init(id: id, owner: owner, name: name, code: code, createdAt: try row.time())
        updatedAt = try row.time()
        version = try row.integer()
    }
}

extension SQLArchive {
    package func add(_ classroom: Classroom, once: Once?) async throws(ArchiveError) {
        let statements = [
            Self.exists(classroom.owner),
            Statement(
                """
                INSERT INTO classes (\(Classroom.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT DO NOTHING RETURNING id
                """, .id(classroom.id), .id(classroom.owner), .text(classroom.name), .text(classroom.code),
                .time(classroom.createdAt), .time(classroom.updatedAt), .integer(classroom.version),
                otherwise: .taken(.code)),
        ]
        try await run(Transaction<Void>(.write(of: classroom.owner), statements) { _ in }, once: once)
    }

    package func classroom(_ id: RecordID) async throws(ArchiveError) -> Classroom? {
        try await run(
            .first(
                of: nil, Statement("SELECT \(Classroom.columns) FROM classes WHERE id = $1", .id(id)),
                item: Classroom.init))
    }

    package func classrooms(of user: RecordID) async throws(ArchiveError) -> [Classroom] {
        try await run(
            .list(
                of: user,
                Statement(
                    """
                    SELECT \(Classroom.columns) FROM classes WHERE owner_id = $1
                        OR id IN (SELECT class_id FROM members WHERE user_id = $1) ORDER BY id DESC
                    """, .id(user)), item: Classroom.init))
    }

    package func changeClass(
        _ id: RecordID, name: String?, code: String?, ifVersion version: Int64?, at: Timestamp
    ) async throws(ArchiveError) -> Classroom {
        try await run(
            Transaction(
                .write(of: nil),
                [
                    Self.exists(class: id),
                    Statement(
                        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM classes WHERE code = $1 AND id <> $2)", .text(code),
                        .id(id), otherwise: .taken(.code)),
                    Statement(
                        """
                        UPDATE classes SET name = COALESCE($2, name), code = COALESCE($3, code), updated_at = $4,
                            version = version + 1
                        WHERE id = $1 AND (version = $5 OR $5 IS NULL) RETURNING \(Classroom.columns)
                        """, .id(id), .text(name), .text(code), .time(at), .integer(version), otherwise: .changed),
                ]
            ) { rows throws(ArchiveError) in
                guard let changed = try rows[2].first(Classroom.init) else { throw ArchiveError.changed }
                return changed
            })
    }

    private static func exists(class id: RecordID) -> Statement {
        Statement("SELECT 1 FROM classes WHERE id = $1", .id(id), otherwise: .missing)
    }

    package func removeClass(_ id: RecordID) async throws(ArchiveError) {
        try await run(
            .change(
                of: nil, Statement("DELETE FROM classes WHERE id = $1 RETURNING id", .id(id), otherwise: .missing)))
    }

    package func join(code: String, user: RecordID, at: Timestamp) async throws(ArchiveError) -> Classroom {
        try await run(
            Transaction(
                .write(of: user),
                [
                    Self.exists(user),
                    Statement(
                        "SELECT \(Classroom.columns) FROM classes WHERE code = $1", .text(code), otherwise: .missing),
                    Statement(
                        """
                        INSERT INTO members (class_id, user_id, joined_at)
                        SELECT id, $2, $3 FROM classes WHERE code = $1 ON CONFLICT DO NOTHING
                        """, .text(code), .id(user), .time(at)),
                ]
            ) { rows throws(ArchiveError) in
                guard let joined = try rows[1].first(Classroom.init) else { throw ArchiveError.missing }
                return joined
            })
    }

    package func leave(_ classroom: RecordID, user: RecordID) async throws(ArchiveError) {
        try await run(
            .change(
                of: user,
                Statement(
                    "DELETE FROM members WHERE class_id = $1 AND user_id = $2 RETURNING user_id", .id(classroom),
                    .id(user), otherwise: .missing)))
    }

    package func members(of classroom: RecordID) async throws(ArchiveError) -> [Member] {
        try await run(
            .list(
                of: nil,
                Statement(
                    """
                    SELECT u.id, u.username, m.joined_at FROM members m JOIN users u ON u.id = m.user_id
                    WHERE m.class_id = $1 ORDER BY m.joined_at, u.id
                    """, .id(classroom))
            ) { row throws(ArchiveError) in
                Member(user: try row.id(), username: try row.optionalText(), joinedAt: try row.time())
            })
    }

    package func progress(
        ofClass classroom: RecordID, since: Timestamp
    ) async throws(ArchiveError) -> [MemberProgress] {
        try await run(
            .list(
                of: nil,
                Statement(
                    """
                    SELECT a.user_id, a.character, COUNT(*), CAST(SUM(a.correct) AS BIGINT), AVG(a.score), MAX(a.written_at)
                    FROM members m JOIN attempts a ON a.user_id = m.user_id
                    WHERE m.class_id = $1 AND a.written_at >= $2
                    GROUP BY a.user_id, a.character ORDER BY a.user_id, a.character
                    """, .id(classroom), .time(since))
            ) { row throws(ArchiveError) in
                MemberProgress(
                    user: try row.id(), character: try row.text(), attempts: try row.integer(),
                    correct: try row.integer(), score: try row.real(), lastAt: try row.time())
            })
    }
}
