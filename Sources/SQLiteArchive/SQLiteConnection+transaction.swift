internal import Records
internal import Statements

extension SQLiteConnection {
    /// Runs the statements of a transaction one by one, and says what they mean. Where it throws, what they did is still to be undone.
    func answer<Answer>(_ transaction: Transaction<Answer>) throws(ArchiveError) -> Answer {
        var answers: [[Row]] = []
        answers.reserveCapacity(transaction.statements.count)
        for statement in transaction.statements {
            let rows = try rows(statement)
            if rows.isEmpty, let otherwise = statement.otherwise { throw otherwise }
            answers.append(rows)
        }
        return try transaction.answer(answers)
    }

    /// Runs a transaction that only reads: what its statements see is one moment.
    func read<Answer>(_ transaction: Transaction<Answer>) throws(ArchiveError) -> Answer {
        guard transaction.statements.count > 1 else { return try answer(transaction) }
        try run("BEGIN")
        defer { try? run("ROLLBACK") }
        return try answer(transaction)
    }

    /// Does all of it in one transaction of its own, or nothing.
    func write(_ body: () throws(ArchiveError) -> Void) throws(ArchiveError) {
        try run("BEGIN IMMEDIATE")
        do throws(ArchiveError) {
            try body()
            try run("COMMIT")
        } catch {
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }
}
