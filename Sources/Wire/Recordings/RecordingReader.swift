/// Reads files of recordings and session logs (NDJSON), a line at a time, without I/O.
///
/// A recording is `{"id":"…","text":"가","writer":"…","frame":{"w":105,"h":105},"strokes":[[[x,y,t,pressure?],…],…]}`; other keys
/// are stepped over, empty strokes left out. Raw device pressures (above 1 anywhere in the line) are read as none. A session log
/// begins with `["session:log",{"session":"…"}]` and goes on with client events.
public struct RecordingReader {
    private var scanner = EventScanner()
    private let needsText: Bool

    /// A reader, good for any number of files.
    ///
    /// - Parameter needsText: whether a recording must name its character. Where it need not and does not, its text is U+FFFD.
    public init(needsText: Bool = true) { self.needsText = needsText }

    /// The points of the last `.event` with ink.
    public var points: [RawPoint] { scanner.points }

    /// Reads one line, without its line feed.
    public mutating func read(_ line: RawSpan) -> RecordedLine {
        var cursor = JSONCursor(line)
        cursor.skipSpace()
        do throws(EventError) {
            if cursor.current == UInt8(ascii: "[") {
                if let session = Self.header(line) { return .header(session: session) }
                return .event(try scanner.scan(line))
            }
            return .recording(try cursor.recording(needsText: needsText))
        } catch {
            return .failure(id: Self.name(of: line), error)
        }
    }

    /// When an event of a session log came: milliseconds since the session began, nil where the line does not say.
    public static func arrival(of line: RawSpan) -> Double? {
        var cursor = JSONCursor(line), milliseconds: Double?
        do throws(EventError) {
            guard try cursor.beginArray() else { return nil }
            try cursor.skipValue()
            guard try cursor.nextElement() else { return nil }
            try cursor.members { cursor, key throws(EventError) in
                if key == JSONWord("at") { milliseconds = try cursor.number() } else { try cursor.skipValue() }
            }
        } catch {
            return nil
        }
        return milliseconds
    }

    /// The session's id where the line is a log's first one.
    private static func header(_ line: RawSpan) -> String? {
        var cursor = JSONCursor(line), session: String?
        do throws(EventError) {
            guard try cursor.beginArray(), try cursor.word() == JSONWord("session:log"), try cursor.nextElement() else {
                return nil
            }
            try cursor.members { cursor, key throws(EventError) in
                if key == JSONWord("session") {
                    session = try cursor.string(limit: EventLimits.wordBytes, named: "session")
                } else {
                    try cursor.skipValue()
                }
            }
            return session
        } catch {
            return nil
        }
    }

    /// The name of a line that could not be read, as far as it can be found.
    private static func name(of line: RawSpan) -> String? {
        var cursor = JSONCursor(line), name: String?
        do throws(EventError) {
            try cursor.members { cursor, key throws(EventError) in
                if key == JSONWord("id") {
                    name = try cursor.string(limit: EventLimits.wordBytes, named: "id")
                } else {
                    try cursor.skipValue()
                }
            }
        } catch {
            return name  // what was found before the fault is still the name
        }
        return name
    }
}
