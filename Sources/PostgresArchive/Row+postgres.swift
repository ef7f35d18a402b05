internal import CPostgres
internal import Records
internal import Statements

extension Row {
    /// The rows of a result that came in binary form.
    static func rows(of result: OpaquePointer) -> [Row] {
        let columns = PQnfields(result)
        return (0..<PQntuples(result)).map { row in Row((0..<columns).map { value(of: result, row, $0) }) }
    }

    /// By the numbers of PostgreSQL's own types, which never change (pg_type.dat).
    private static func value(of result: OpaquePointer, _ row: Int32, _ column: Int32) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0 else { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        switch PQftype(result, column) {
        case 20: return .integer(Int64(bitPattern: word(bytes)))
        case 23: return .integer(Int64(Int32(truncatingIfNeeded: word(bytes))))
        case 701: return .real(Double(bitPattern: word(bytes)))
        case 17: return .bytes(Array(bytes))
        case 2950: return RecordID(bytes: bytes).map { .id($0) } ?? .bytes(Array(bytes))
        case 1184:
            // Whole milliseconds: nothing else was ever put in.
            let microseconds = Int64(bitPattern: word(bytes))
            return .time(Timestamp(milliseconds: microseconds / 1_000 + PostgresParameters.epochMilliseconds))
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func word(_ bytes: UnsafeRawBufferPointer) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
