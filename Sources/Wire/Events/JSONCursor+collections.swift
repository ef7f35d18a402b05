extension JSONCursor {
    /// Reads an object; `read` takes the value of each key.
    mutating func members(
        _ read: (inout JSONCursor, JSONWord) throws(EventError) -> Void
    ) throws(EventError) {
        guard try beginObject() else { return }
        repeat { try read(&self, try key()) } while try nextMember()
    }

    /// Reads an array; `read` takes each element.
    mutating func elements<Element>(
        _ read: (inout JSONCursor) throws(EventError) -> Element
    ) throws(EventError) -> [Element] {
        var elements: [Element] = []
        guard try beginArray() else { return elements }
        repeat { elements.append(try read(&self)) } while try nextElement()
        return elements
    }

    /// Reads a whole number from 0.
    mutating func number(upTo largest: UInt64) throws(EventError) -> UInt64 {
        try integer(in: 0...largest, named: "A number")
    }

    /// Reads an index.
    mutating func index() throws(EventError) -> Int { Int(try number(upTo: 1 << 32)) }

    /// Reads an index, or `null` for none.
    mutating func optionalIndex() throws(EventError) -> Int? { try takeNull() ? nil : index() }
}
