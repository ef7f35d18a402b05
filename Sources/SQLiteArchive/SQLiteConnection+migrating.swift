internal import Loop
internal import Records
internal import Statements

extension SQLiteConnection {
    /// From now on and for ever changes go into a log beside the file first, so that readers and the writer do not wait for one another.
    func switchToLog(path: String) throws(ArchiveError) {
        guard try rows(Statement("PRAGMA journal_mode = WAL", [])).first?.all == [.text("wal")] else {
            throw .unsuitable("The database \(path) cannot have a write-ahead log where it is: name another folder.")
        }
    }

    /// Brings the schema to the newest version, each step in a transaction of its own with the row that tells of it. Another process may do the same at
    /// the same time: each step looks again at what was done.
    func migrate() throws(ArchiveError) {
        if try pending().isEmpty { return }
        var isDone = false
        while !isDone {
            try write { () throws(ArchiveError) in
                try run(Self.own(Migration.table))
                guard let next = try pending().first else {
                    isDone = true
                    return
                }
                for statement in next.statements { try run(Self.own(statement)) }
                _ = try rows(next.record(at: Timestamp(milliseconds: Int64(WallClock.nanoseconds() / 1_000_000))))
            }
        }
    }

    private func pending() throws(ArchiveError) -> ArraySlice<Migration> {
        let table = try rows(Statement("SELECT name FROM sqlite_schema WHERE name = 'migrations'", []))
        return try Migration.pending(after: table.isEmpty ? [] : Migration.done(try rows(Migration.question)))
    }

    /// A statement of a migration in SQLite's own words: tables hold the types that they name, and nothing else.
    static func own(_ statement: String) -> String {
        let types = [
            "UUID": "BLOB", "BYTEA": "BLOB", "TIMESTAMPTZ": "INTEGER", "BIGINT": "INTEGER", "DOUBLE": "REAL",
            "PRECISION": "",
        ]
        var text = "", word = ""
        for character in statement + " " {
            if character.isLetter || character == "_" {
                word.append(character)
            } else {
                text += types[word] ?? word
                text.append(character)
                word = ""
            }
        }
        return statement.hasPrefix("CREATE TABLE") ? text + "STRICT" : text
    }
}
