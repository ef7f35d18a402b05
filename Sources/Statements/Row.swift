internal import Records

/// A row of an answer, read column by column from the left.
package struct Row: Sendable {
    private let values: [SQLValue]
    private var column = 0

    /// A row of these values.
    package init(_ values: [SQLValue]) { self.values = values }

    /// The row's values.
    package var all: [SQLValue] { values }

    private mutating func next() -> SQLValue {
        defer { column += 1 }
        return column < values.count ? values[column] : .null
    }

    private func mismatch(_ wanted: String) -> ArchiveError {
        .damaged("column \(column) of a row holds no \(wanted)")
    }

    mutating func optionalText() throws(ArchiveError) -> String? {
        switch next() {
        case .null: nil
        case .text(let text): text
        default: throw mismatch("text")
        }
    }

    mutating func text() throws(ArchiveError) -> String {
        guard let text = try optionalText() else { throw mismatch("text") }
        return text
    }

    mutating func optionalID() throws(ArchiveError) -> RecordID? {
        switch next() {
        case .null: return nil
        case .id(let id): return id
        case .bytes(let bytes):
            guard let id = RecordID(bytes: bytes) else { throw mismatch("id") }
            return id
        default: throw mismatch("id")
        }
    }

    mutating func id() throws(ArchiveError) -> RecordID {
        guard let id = try optionalID() else { throw mismatch("id") }
        return id
    }

    mutating func optionalTime() throws(ArchiveError) -> Timestamp? {
        switch next() {
        case .null: nil
        case .time(let time): time
        case .integer(let milliseconds): Timestamp(milliseconds: milliseconds)
        default: throw mismatch("time")
        }
    }

    mutating func time() throws(ArchiveError) -> Timestamp {
        guard let time = try optionalTime() else { throw mismatch("time") }
        return time
    }

    mutating func integer() throws(ArchiveError) -> Int64 {
        guard case .integer(let value) = next() else { throw mismatch("integer") }
        return value
    }

    mutating func real() throws(ArchiveError) -> Double {
        switch next() {
        case .real(let value): value
        case .integer(let value): Double(value)
        default: throw mismatch("number")
        }
    }

    mutating func bytes() throws(ArchiveError) -> [UInt8] {
        guard case .bytes(let bytes) = next() else { throw mismatch("bytes") }
        return bytes
    }
}
