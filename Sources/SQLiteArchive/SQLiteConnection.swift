internal import CSQLite
internal import Records
internal import Statements

/// One connection to a database file, with the statements that it has prepared. Used by one thread at a time.
final class SQLiteConnection {
    private let database: OpaquePointer
    private var prepared: [String: OpaquePointer] = [:]

    /// Milliseconds for which another process may hold the file.
    private static let patienceMilliseconds: Int32 = 5_000
    /// Kibibytes of pages that a connection keeps.
    private static let cacheKibibytes = 2_048

    private static let configured: Void = pilsun_sqlite_configure()

    /// Opens the file, which is there.
    init(path: String, isReader: Bool) throws(ArchiveError) {
        _ = Self.configured
        var handle: OpaquePointer?
        let flags =
            (isReader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let status = sqlite3_open_v2(path, &handle, flags, nil)
        guard let handle else { throw .unavailable("no memory to open \(path)") }
        guard status == SQLITE_OK else {
            let message = String(cString: sqlite3_errmsg(handle))
            sqlite3_close_v2(handle)
            throw ArchiveError(sqlite: status, "\(path): \(message)")
        }
        database = handle
        pilsun_sqlite_defend(handle)
        sqlite3_busy_timeout(handle, Self.patienceMilliseconds)
        try run("PRAGMA foreign_keys = ON")
        try run("PRAGMA cache_size = -\(Self.cacheKibibytes)")
        // A commit is on the disk before it is told of: several of them share one wait for it.
        try run("PRAGMA synchronous = FULL")
    }

    deinit {
        for statement in prepared.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(database)
    }

    /// Whether a transaction is open: SQLite ends one by itself where the disk is full or fails.
    var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

    /// Runs a statement without values that is needed once.
    func run(_ text: String) throws(ArchiveError) {
        let status = sqlite3_exec(database, text, nil, nil, nil)
        guard status == SQLITE_OK else { throw failure(status) }
    }

    /// Runs a statement with its values, to its end.
    func rows(_ statement: Statement) throws(ArchiveError) -> [Row] {
        let handle = try prepare(statement.text)
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (place, value) in statement.values.enumerated() { try bind(value, to: handle, at: Int32(place + 1)) }
        var rows: [Row] = []
        let columns = sqlite3_column_count(handle)
        while true {
            let status = sqlite3_step(handle)
            switch status {
            case SQLITE_ROW: rows.append(Row((0..<columns).map { Self.value(of: handle, column: $0) }))
            case SQLITE_DONE: return rows
            default: throw failure(status)
            }
        }
    }

    private func failure(_ status: Int32) -> ArchiveError {
        ArchiveError(sqlite: status, String(cString: sqlite3_errmsg(database)))
    }

    private func prepare(_ text: String) throws(ArchiveError) -> OpaquePointer {
        if let known = prepared[text] { return known }
        var handle: OpaquePointer?
        // `$1` would be a name here, numbered in the order of appearance; `?1` is the first value wherever it stands.
        let status = sqlite3_prepare_v3(
            database, String(text.map { $0 == "$" ? "?" : $0 }), -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard status == SQLITE_OK, let handle else { throw failure(status) }
        prepared[text] = handle
        return handle
    }

    private func bind(_ value: SQLValue, to handle: OpaquePointer, at place: Int32) throws(ArchiveError) {
        let status =
            switch value {
            case .null: sqlite3_bind_null(handle, place)
            case .integer(let integer): sqlite3_bind_int64(handle, place, integer)
            case .time(let time): sqlite3_bind_int64(handle, place, time.milliseconds)
            case .real(let real): sqlite3_bind_double(handle, place, real)
            case .id(let id): Self.bind(id.bytes, to: handle, at: place)
            case .bytes(let bytes): Self.bind(bytes, to: handle, at: place)
            case .text(var text):
                text.withUTF8 { text in
                    // Of an empty text the address may be null, which would make it a null.
                    text.withMemoryRebound(to: CChar.self) {
                        pilsun_sqlite_bind_text(handle, place, $0.baseAddress ?? Self.nothing, Int32($0.count))
                    }
                }
            }
        guard status == SQLITE_OK else { throw failure(status) }
    }

    private static func bind(_ bytes: [UInt8], to handle: OpaquePointer, at place: Int32) -> Int32 {
        bytes.withUnsafeBytes { pilsun_sqlite_bind_bytes(handle, place, $0.baseAddress, Int32($0.count)) }
    }

    /// An empty string that stays where it is. Unsafe, yet never written to.
    nonisolated(unsafe) private static let nothing: UnsafePointer<CChar> = {
        let nothing = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        nothing.initialize(to: 0)
        return UnsafePointer(nothing)
    }()

    private static func value(of handle: OpaquePointer, column: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))
            return .bytes(Array(bytes))
        default: return .null
        }
    }
}
