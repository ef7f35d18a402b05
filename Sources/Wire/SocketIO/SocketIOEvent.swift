/// An event's payload taken apart: its name, and where its arguments lie.
public struct SocketIOEvent: Equatable, Sendable {
    /// Bytes of a name.
    private static let nameBytes = 256

    /// The name.
    public let name: String
    /// The arguments with the commas between them, in the payload; empty where there are none.
    public let arguments: Range<Int>

    /// Reads a payload through; nil where it is not a JSON array that begins with a string.
    public init?(payload: RawSpan) {
        var cursor = JSONCursor(payload)
        do throws(EventError) {
            guard try cursor.beginArray() else { return nil }
            name = try cursor.string(limit: Self.nameBytes)
            var start = cursor.position, end = cursor.position
            while try cursor.nextElement() {
                if start == end { start = cursor.position }
                try cursor.skipValue()
                end = cursor.position
            }
            try cursor.expectEnd()
            arguments = start..<end
        } catch {
            return nil
        }
    }
}
