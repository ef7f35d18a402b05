internal import CPostgres
internal import Records

extension ArchiveError {
    /// What a result that is a failure means, by its SQLSTATE (PostgreSQL 15, appendix A).
    init(postgres result: OpaquePointer) {
        let state = Self.field(pilsun_pg_sqlstate, of: result)
        let message = Self.field(pilsun_pg_message, of: result)
        switch state {
        case "23505":
            switch Self.field(pilsun_pg_constraint, of: result) {
            case "users_email_key": self = .taken(.email)
            case "classes_code_key": self = .taken(.code)
            default: self = .taken(.id)
            }
        // What a statement hangs on went away between the question for it and the statement.
        case "23503": self = .missing
        case "53100": self = .full
        case "25006": self = .readOnly
        case "40001", "40P01", "55P03", "53300", "57014": self = .busy
        case _ where state.hasPrefix("08") || state.hasPrefix("57P") || state.hasPrefix("53") || state.isEmpty:
            self = .unavailable(message)
        case _ where state.hasPrefix("XX"): self = .damaged(message)
        default: self = .refused("\(message) (\(state))")
        }
    }

    /// Whether the same transaction may go well when it is run again at once: another one stood in its way (serialisation, deadlock).
    static func isWorthAnotherTry(_ result: OpaquePointer) -> Bool {
        ["40001", "40P01"].contains(field(pilsun_pg_sqlstate, of: result))
    }

    private static func field(_ field: some BinaryInteger, of result: OpaquePointer) -> String {
        PQresultErrorField(result, Int32(field)).map { String(cString: $0) } ?? ""
    }
}
