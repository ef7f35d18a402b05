internal import CPostgres
internal import Loop
internal import Records
internal import Statements

/// The schema of a database, brought to the newest version. Waits for the server: not for a loop.
struct PostgresSchema: ~Copyable {
    private let handle: OpaquePointer

    /// Held while steps are done, so that of several nodes that start one does them ("pilsun" in ASCII).
    private static let lock: Int64 = 0x7069_6C73_756E

    init(_ address: PostgresAddress) throws(ArchiveError) {
        let handle = address.with(hostAddresses: "") { PQconnectdbParams($0, $1, 1) }
        guard let handle else { throw .unavailable("there is no memory for a connection") }
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
            PQfinish(handle)
            throw .unavailable(reason)
        }
        self.handle = handle
    }

    deinit { PQfinish(handle) }

    /// Does the steps that are still to be done, each in a transaction of its own with the row that tells of it.
    ///
    /// - Throws: ``ArchiveError/newer(found:known:)``, ``ArchiveError/unsuitable(_:)`` for a server older than 15 or steps of another program.
    func migrate() throws(ArchiveError) {
        guard PQserverVersion(handle) >= 150_000 else {
            throw .unsuitable("The server's PostgreSQL is older than version 15: use a newer one.")
        }
        if try pending().isEmpty { return }
        _ = try run(Statement("SET client_min_messages = warning", []))
        while try step() {}
    }

    /// How far the server's log is.
    func position() throws(ArchiveError) -> WALPosition {
        let rows = try run(Statement("SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint", []))
        guard case .integer(let bytes) = rows.first?.all.first else {
            throw .refused("it does not say how far its log is")
        }
        return WALPosition(bytes: UInt64(bitPattern: bytes))
    }

    private func step() throws(ArchiveError) -> Bool {
        _ = try run(Statement("BEGIN", []))
        do throws(ArchiveError) {
            // Let go of with the transaction; another node may have done the step meanwhile, so it is looked for behind the lock.
            _ = try run(Statement("SELECT pg_advisory_xact_lock($1)", [.integer(Self.lock)]))
            _ = try run(Statement(Migration.table, []))
            let next = try pending().first
            if let next {
                for statement in next.statements { _ = try run(Statement(statement, [])) }
                let now = Timestamp(milliseconds: Int64(WallClock.nanoseconds() / 1_000_000))
                _ = try run(next.record(at: now))
            }
            _ = try run(Statement("COMMIT", []))
            return next != nil
        } catch {
            _ = try? run(Statement("ROLLBACK", []))
            throw error
        }
    }

    private func pending() throws(ArchiveError) -> ArraySlice<Migration> {
        let table = try run(Statement("SELECT 1 WHERE to_regclass('migrations') IS NOT NULL", []))
        return try Migration.pending(after: table.isEmpty ? [] : Migration.done(try run(Migration.question)))
    }

    private func run(_ statement: Statement) throws(ArchiveError) -> [Row] {
        let result = PostgresParameters(statement.values).with { count, values, lengths, formats in
            PQexecParams(handle, statement.text, count, nil, values, lengths, formats, 1)
        }
        guard let result else { throw .unavailable(String(cString: PQerrorMessage(handle))) }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: return Row.rows(of: result)
        default: throw ArchiveError(postgres: result)
        }
    }
}
