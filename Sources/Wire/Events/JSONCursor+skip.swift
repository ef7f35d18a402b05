extension JSONCursor {
    /// Steps over one value of any kind, checking its form.
    ///
    /// - Throws: `json_invalid` where the text is broken, or nested deeper than `EventLimits.depth`.
    mutating func skipValue() throws(EventError) {
        var open = UInt64(0), depth = 0  // one bit for each open bracket, set for an object
        repeat {
            if depth > 0, open & 1 == 1 { _ = try key() }
            skipSpace()
            switch current {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < EventLimits.depth else {
                    throw EventError(.jsonInvalid, "Nested deeper than \(EventLimits.depth) arrays and objects.")
                }
                let isObject = current == UInt8(ascii: "{")
                if try isObject ? beginObject() : beginArray() {
                    open = open << 1 | (isObject ? 1 : 0)
                    depth += 1
                    continue
                }
            default: try skipScalar()
            }
            while depth > 0, try !(open & 1 == 1 ? nextMember() : nextElement()) {
                open >>= 1
                depth -= 1
            }
        } while depth > 0
    }

    /// The error for a value of a kind that does not belong here; where there is no value at all, that is thrown instead.
    @inline(never)
    mutating func misplaced(_ code: ErrorCode, _ sentence: String) throws(EventError) -> EventError {
        let place = position
        try skipValue()
        return EventError(code, "\(sentence) (at \(place)).")
    }

    private mutating func skipScalar() throws(EventError) {
        switch current {
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try skipLiteral("true")
        case UInt8(ascii: "f"): try skipLiteral("false")
        case UInt8(ascii: "n"): try skipLiteral("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try numberToken()
        default: throw broken()
        }
    }
}
