import Ink

/// Reads server events on the client's side: for load tests, for tests, for clients in Swift.
///
/// It reads leniently where servers grow: fields that it does not know are stepped over, fields that are missing have their zero.
public struct ServerEventScanner {
    /// A scanner.
    public init() {}

    /// Reads one event.
    ///
    /// - Throws: what is wrong with the text; `event_unknown` for an event of a later protocol.
    public func scan(_ bytes: RawSpan) throws(EventError) -> ServerEvent {
        var cursor = JSONCursor(bytes)
        guard try cursor.beginArray() else { throw cursor.broken() }
        let name = try cursor.string(limit: EventLimits.wordBytes)
        try cursor.expect(UInt8(ascii: ","))
        let event = try event(named: name, in: &cursor)
        try cursor.expect(UInt8(ascii: "]"))
        try cursor.expectEnd()
        return event
    }

    private func event(named name: String, in cursor: inout JSONCursor) throws(EventError) -> ServerEvent {
        switch name {
        case "feedback:live": return try feedback(in: &cursor)
        case "correction:suggest", "stroke:fit": return try drawing(named: name, in: &cursor)
        case "ink:ack": return try acknowledgement(in: &cursor)
        case "session:ready": return .ready(try ready(in: &cursor))
        case "analysis:result": return .analysis(try cursor.result())
        case "error": return try error(in: &cursor)
        case "token:taken": return try tokenTaken(in: &cursor)
        default: throw EventError(.eventUnknown, "No server event of this protocol is called \(name).")
        }
    }

    private func tokenTaken(in cursor: inout JSONCursor) throws(EventError) -> ServerEvent {
        var expiresAt: UInt64?
        try cursor.members { cursor, key throws(EventError) in
            guard key == JSONWord("expires") else { return try cursor.skipValue() }
            if try !cursor.takeNull() { expiresAt = try cursor.number(upTo: EventLimits.largestNumber) }
        }
        return .tokenTaken(expiresAt: expiresAt)
    }

    private func feedback(in cursor: inout JSONCursor) throws(EventError) -> ServerEvent {
        var number: UInt64 = 0, feedback = FeedbackText()
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("seq"): number = try cursor.number(upTo: EventLimits.largestNumber)
            case JSONWord("type"): feedback.type = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("message"): feedback.message = try cursor.string(limit: EventLimits.tokenBytes)
            case JSONWord("severity"): feedback.severity = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("character"): feedback.character = try cursor.index()
            case JSONWord("stroke"): feedback.stroke = try cursor.index()
            case JSONWord("at"): feedback.at = try cursor.index()
            case JSONWord("other"): feedback.other = try cursor.index()
            case JSONWord("text"): feedback.text = try cursor.string(limit: EventLimits.wordBytes)
            default: try cursor.skipValue()
            }
        }
        return .feedback(number: number, feedback)
    }

    private func drawing(named name: String, in cursor: inout JSONCursor) throws(EventError) -> ServerEvent {
        var number: UInt64 = 0, character = 0, stroke = 0, rows: [[Double]] = []
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("seq"): number = try cursor.number(upTo: EventLimits.largestNumber)
            case JSONWord("character"): character = try cursor.index()
            case JSONWord("stroke"): stroke = try cursor.index()
            case JSONWord("points"), JSONWord("segments"):
                rows = try cursor.elements { cursor throws(EventError) in
                    try cursor.elements { cursor throws(EventError) in try cursor.number() }
                }
            default: try cursor.skipValue()
            }
        }
        let width = name == "stroke:fit" ? 8 : 2
        guard rows.allSatisfy({ $0.count == width }) else {
            throw EventError(.pointInvalid, "\(name) wants \(width) numbers in each row.")
        }
        if width == 2 {
            return .correction(
                number: number, character: character, stroke: stroke, points: rows.map { Point($0[0], $0[1]) })
        }
        let segments = rows.map {
            CubicSegment(
                start: Point($0[0], $0[1]), control1: Point($0[2], $0[3]), control2: Point($0[4], $0[5]),
                end: Point($0[6], $0[7]))
        }
        return .fit(number: number, character: character, stroke: stroke, segments: segments)
    }

    private func acknowledgement(in cursor: inout JSONCursor) throws(EventError) -> ServerEvent {
        var ink: UInt64 = 0, checkpoint: Checkpoint?
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("ink"): ink = try cursor.number(upTo: EventLimits.largestNumber)
            case JSONWord("checkpoint"): checkpoint = try cursor.checkpoint()
            default: try cursor.skipValue()
            }
        }
        return .acknowledgement(ink: ink, checkpoint: checkpoint)
    }

    private func ready(in cursor: inout JSONCursor) throws(EventError) -> SessionReady {
        var ready = SessionReady(
            session: "", resume: nil, watch: nil, ink: 0, output: 0, isDurable: false, characters: [])
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("session"): ready.session = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("resume"): ready.resume = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("watch"): ready.watch = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("ink"): ready.ink = try cursor.number(upTo: EventLimits.largestNumber)
            case JSONWord("seq"): ready.output = try cursor.number(upTo: EventLimits.largestNumber)
            case JSONWord("durable"): ready.isDurable = try cursor.bool()
            case JSONWord("characters"):
                ready.characters = try cursor.elements { cursor throws(EventError) in
                    try cursor.string(limit: EventLimits.wordBytes)
                }
            default: try cursor.skipValue()
            }
        }
        return ready
    }

    private func error(in cursor: inout JSONCursor) throws(EventError) -> ServerEvent {
        var code = "", message = "", isFatal = false
        try cursor.members { cursor, key throws(EventError) in
            switch key {
            case JSONWord("code"): code = try cursor.string(limit: EventLimits.wordBytes)
            case JSONWord("message"): message = try cursor.string(limit: EventLimits.tokenBytes)
            case JSONWord("fatal"): isFatal = try cursor.bool()
            default: try cursor.skipValue()
            }
        }
        return .error(code: code, message: message, isFatal: isFatal)
    }
}
