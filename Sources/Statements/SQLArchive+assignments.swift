package import Records

extension Assignment {
    static let columns = "id, class_id, title, texts, lessons, until, created_at"

    /// Stands between the items of a list; no text and no lesson's id has a line break.
    private static let separator: Character = "\n"

    init(_ row: inout Row) throws(ArchiveError) {
        let id = try row.id(), classroom = try row.id(), title = try row.text()
        let texts = Self.list(try row.text()), lessons = Self.list(try row.text()), until = try row.optionalTime()
        self.init(
            id: id, classroom: classroom, title: title, texts: texts, lessons: lessons, until: until,
            createdAt: try row.time())
    }

    private static func list(_ kept: String) -> [String] { kept.split(separator: separator).map(String.init) }

    private static func kept(_ list: [String]) -> String { list.joined(separator: "\(separator)") }

    var statement: Statement {
        Statement(
            "INSERT INTO assignments (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)", .id(id), .id(classroom),
            .text(title), .text(Self.kept(texts)), .text(Self.kept(lessons)), .time(until), .time(createdAt))
    }
}

extension SQLArchive {
    package func add(_ assignment: Assignment, once: Once?) async throws(ArchiveError) {
        let statements = [
            Statement("SELECT 1 FROM classes WHERE id = $1", .id(assignment.classroom), otherwise: .missing),
            assignment.statement,
        ]
        try await run(Transaction<Void>(.write(of: nil), statements) { _ in }, once: once)
    }

    package func assignments(of classroom: RecordID) async throws(ArchiveError) -> [Assignment] {
        try await run(
            .list(
                of: nil,
                Statement(
                    "SELECT \(Assignment.columns) FROM assignments WHERE class_id = $1 ORDER BY id DESC",
                    .id(classroom)), item: Assignment.init))
    }

    package func removeAssignment(_ id: RecordID, of classroom: RecordID) async throws(ArchiveError) {
        try await run(
            .change(
                of: nil,
                Statement(
                    "DELETE FROM assignments WHERE id = $1 AND class_id = $2 RETURNING id", .id(id), .id(classroom),
                    otherwise: .missing)))
    }
}
