package import Records
package import Statements

/// An archive on one file, for one machine: one writer, readers beside it (write-ahead log), several processes at once.
///
/// Committed is on the disk. The file is made when it is not there, readable for its owner alone, and brought to the newest version of the schema.
package final class SQLiteArchive: SQLArchive {
    /// Where the file is.
    package let path: String
    private let writer: SQLiteWriter
    private let readers: SQLiteReaders

    /// Opens a database, and makes it where there is none.
    ///
    /// - Parameter readers: how many read at once.
    package init(path: String, readers: Int = 2) throws(ArchiveError) {
        try DatabaseFile.prepare(path)
        let connection = try SQLiteConnection(path: path, isReader: false)
        try connection.switchToLog(path: path)
        try connection.migrate()
        self.path = path
        writer = SQLiteWriter(connection)
        self.readers = SQLiteReaders(path: path, threads: readers)
    }

    /// Runs a transaction.
    package func submit<Answer>(
        _ transaction: Transaction<Answer>, then: @escaping @Sendable (Result<Answer, ArchiveError>) -> Void
    ) {
        switch transaction.access {
        case .read: readers.submit(transaction, then: then)
        case .write:
            let answer = Kept<Answer>()
            writer.submit(
                SQLiteWriter.Job(
                    run: { connection throws(ArchiveError) in answer.value = try connection.answer(transaction) },
                    end: { error in then(error.map { .failure($0) } ?? .success(answer.value!)) }))
        }
    }

    /// Lets go of the file.
    package func close() {
        readers.close()
        writer.close()
    }

    /// An answer that waits for its commit. Sendable, although it changes: only the writer's thread touches it.
    private final class Kept<Answer>: @unchecked Sendable {
        var value: Answer?
    }
}
