internal import Records
internal import Wire

/// The place behind which a list goes on, as clients see it: a word that says nothing to them.
enum Cursor {
    private static let version: UInt8 = 1

    static func text(_ id: RecordID) -> String { Base64.encode(url: [version] + id.bytes) }

    /// Nil for what ``text(_:)`` never gave.
    static func id(_ text: String) -> RecordID? {
        guard text.utf8.count == 23, let bytes = Base64.decode(url: text.utf8), bytes.count == 17, bytes[0] == version
        else { return nil }
        return RecordID(bytes: bytes[1...])
    }
}
