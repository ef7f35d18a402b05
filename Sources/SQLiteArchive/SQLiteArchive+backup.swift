package import Records
internal import Statements

extension SQLiteArchive {
    /// Writes a whole copy of a database, as it is at this moment, into a file that is not there yet; whoever uses the database goes on.
    package static func backUp(_ path: String, to copy: String) throws(ArchiveError) {
        let connection = try SQLiteConnection(path: path, isReader: true)
        _ = try connection.rows(Statement("VACUUM INTO $1", [.text(copy)]))
    }

    /// What SQLite finds wrong with the structure of a database; empty where it is sound.
    package static func damages(of path: String) throws(ArchiveError) -> [String] {
        let connection = try SQLiteConnection(path: path, isReader: true)
        let found = try connection.rows(Statement("PRAGMA integrity_check", [])).flatMap(\.all).map { value in
            if case .text(let text) = value { text } else { "\(value)" }
        }
        return found == ["ok"] ? [] : found
    }
}
