package import Records

/// An archive that is a database: all that an engine has to do is to run transactions. What they are stands in the extensions, once for every engine.
package protocol SQLArchive: Archive {
    /// Runs a transaction. `then` is called once, on any thread, when it has happened for good, or has not.
    ///
    /// Transactions that were asked for one after the other by one thread need not happen in that order.
    func submit<Answer>(
        _ transaction: Transaction<Answer>, then: @escaping @Sendable (Result<Answer, ArchiveError>) -> Void)
}

extension SQLArchive {
    /// Runs a transaction, and waits for what becomes of it without holding a thread up.
    package func run<Answer>(_ transaction: Transaction<Answer>) async throws(ArchiveError) -> Answer {
        try await withUnsafeContinuation { continuation in
            submit(transaction) { continuation.resume(returning: $0) }
        }.get()
    }

    /// Whether it can be used now.
    package func probe() async throws(ArchiveError) {
        _ = try await run(
            Transaction<Void>(.read(of: nil), [Statement("SELECT version FROM migrations LIMIT 1")]) { _ in })
    }

    /// Forgets what has no use any more.
    package func tidy(before: Timestamp, now: Timestamp) async throws(ArchiveError) {
        try await run(
            .change(
                of: nil,
                Statement("DELETE FROM letters WHERE expires_at < $1", .time(now)),
                Statement("DELETE FROM invites WHERE expires_at < $1 OR uses < 1", .time(now)),
                Statement("DELETE FROM devices WHERE ended_at < $1", .time(before)),
                Statement("DELETE FROM replies WHERE created_at < $1", .time(before))))
    }
}

extension Once {
    /// Keeps the answer; gives no row where there is one under that key.
    var statement: Statement {
        Statement(
            """
            INSERT INTO replies (owner, key, request, status, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (owner, key) DO NOTHING RETURNING 1
            """,
            .text(owner), .text(key), .bytes(reply.request), .integer(Int64(reply.status)), .bytes(reply.body),
            .time(at),
            otherwise: Self.isKept)
    }

    /// Stands for the kept answer until that is read.
    private static var isKept: ArchiveError { .repeated(Reply(request: [], status: 0, body: [])) }
}

extension SQLArchive {
    /// Runs a change once for its key; later on it throws the answer that was given then.
    func run<Answer>(_ transaction: Transaction<Answer>, once: Once?) async throws(ArchiveError) -> Answer {
        guard let once else { return try await run(transaction) }
        let answer = transaction.answer
        let whole = Transaction<Answer>(transaction.access, [once.statement] + transaction.statements) {
            rows throws(ArchiveError) in try answer(Array(rows.dropFirst()))
        }
        do throws(ArchiveError) {
            return try await run(whole)
        } catch .repeated {
            throw .repeated(try await reply(to: once))
        }
    }

    private func reply(to once: Once) async throws(ArchiveError) -> Reply {
        let kept = try await run(
            .first(
                of: nil,
                Statement(
                    "SELECT request, status, body FROM replies WHERE owner = $1 AND key = $2", .text(once.owner),
                    .text(once.key))
            ) { row throws(ArchiveError) in
                Reply(request: try row.bytes(), status: Int(try row.integer()), body: try row.bytes())
            })
        // It was tidied away in between: whoever asks again is served anew.
        guard let kept else { throw .busy }
        return kept
    }
}
