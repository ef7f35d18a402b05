import Ink

/// Reads client events, `["stroke:move",{…}]` in UTF-8, one message a call.
///
/// A value without I/O. Ink events are read in one pass without allocating: their points land in `points`, which is used again by
/// the next event. An event is taken whole or not at all; of a key that comes twice the last one counts; keys that are not known
/// are stepped over. Names of events and fields are those of `protocol/README.md`.
public struct EventScanner {
    /// The points of the last ink event, in order: one for `stroke:start`, any number for `stroke:move`.
    public internal(set) var points: [RawPoint] = []
    let names = EventNames()

    /// A scanner, good for one connection or one file.
    public init() {}

    /// Reads one event.
    ///
    /// - Parameter bytes: the whole message.
    /// - Throws: what is wrong with the event; the scanner is ready for the next one.
    public mutating func scan(_ bytes: RawSpan) throws(EventError) -> ClientEvent {
        points.removeAll(keepingCapacity: true)
        var cursor = JSONCursor(bytes)
        cursor.skipSpace()
        guard cursor.current == UInt8(ascii: "[") else { throw try notAnEvent(&cursor) }
        cursor.position += 1
        cursor.skipSpace()
        guard cursor.current == UInt8(ascii: "\"") else { throw try notAnEvent(&cursor) }
        let name = try cursor.word()
        // Socket.IO's clients leave the object out where there is nothing to say: emit('stroke:end').
        let hasBody = try cursor.nextElement()
        if hasBody {
            cursor.skipSpace()
            guard cursor.current == UInt8(ascii: "{") else { throw try notAnEvent(&cursor) }
        }
        let event = try event(named: name, hasBody: hasBody, in: &cursor)
        if hasBody, try cursor.nextElement() { throw try notAnEvent(&cursor) }
        try cursor.expectEnd()
        return event
    }

    @inline(__always)
    private mutating func event(
        named name: JSONWord, hasBody: Bool, in cursor: inout JSONCursor
    ) throws(EventError) -> ClientEvent {
        if name == names.move { return .ink(.move, number: try movedPoints(hasBody, in: &cursor)) }
        if name == names.start { return .ink(.start, number: try startPoint(hasBody, in: &cursor)) }
        if name == names.end { return .ink(.end, number: try bareNumber(hasBody, in: &cursor)) }
        return try rareEvent(named: name, hasBody: hasBody, in: &cursor)
    }

    @inline(never)
    private mutating func rareEvent(
        named name: JSONWord, hasBody: Bool, in cursor: inout JSONCursor
    ) throws(EventError) -> ClientEvent {
        switch name {
        case names.undo: return .ink(.undo, number: try bareNumber(hasBody, in: &cursor))
        case names.clear: return .ink(.clear, number: try bareNumber(hasBody, in: &cursor))
        case names.next: return .ink(.next, number: try bareNumber(hasBody, in: &cursor))
        case names.sessionStart: return .start(try sessionStart(hasBody, in: &cursor))
        case names.sessionResume: return .resume(try sessionResume(hasBody, in: &cursor))
        case names.sessionToken: return .token(try sessionToken(hasBody, in: &cursor))
        case names.sessionWatch: return .watch(try sessionWatch(hasBody, in: &cursor))
        default:
            if hasBody { try cursor.skipValue() }
            throw EventError(.eventUnknown, "No event has this name. The protocol's events are listed in its README.")
        }
    }

    /// JSON that is no event, or no JSON.
    @inline(never)
    private func notAnEvent(_ cursor: inout JSONCursor) throws(EventError) -> EventError {
        var whole = JSONCursor(cursor.bytes)
        try whole.skipValue()
        try whole.expectEnd()
        return EventError(
            .eventInvalid, #"An event is an array of its name and one object: ["stroke:move",{"points":[[10,20]]}]."#)
    }
}

/// The names and keys of client events, packed once for each scanner.
struct EventNames {
    let start = JSONWord("stroke:start"), move = JSONWord("stroke:move"), end = JSONWord("stroke:end")
    let undo = JSONWord("stroke:undo"), clear = JSONWord("character:clear"), next = JSONWord("character:next")
    let sessionStart = JSONWord("session:start"), sessionResume = JSONWord("session:resume")
    let sessionWatch = JSONWord("session:watch"), sessionToken = JSONWord("session:token")
    let points = JSONWord("points"), number = JSONWord("seq")
    let x = JSONWord("x"), y = JSONWord("y"), pressure = JSONWord("pressure"), time = JSONWord("t")
}
