package import Records

/// A value on its way into a statement or out of a row. Each engine keeps ids and times as what it has for them.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    case id(RecordID)
    case time(Timestamp)

    static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }

    static func integer(_ integer: Int64?) -> SQLValue { integer.map { .integer($0) } ?? .null }

    static func id(_ id: RecordID?) -> SQLValue { id.map { .id($0) } ?? .null }

    static func time(_ time: Timestamp?) -> SQLValue { time.map { .time($0) } ?? .null }
}
