/// A place in JSON text (RFC 8259) that is read once, front to back, without building a tree.
///
/// Strict: no comments, no trailing commas, no leading zeros, no NaN. It never recurses, so that depth costs no stack, and it
/// allocates only for strings that a caller asks for.
struct JSONCursor: ~Escapable {
    let bytes: RawSpan
    var position = 0

    @_lifetime(copy bytes)
    init(_ bytes: RawSpan) { self.bytes = bytes }

    /// The byte at the place, 0 at the end: a NUL is nowhere allowed in JSON, so that the two need not be told apart.
    @inline(__always)
    var current: UInt8 { byte(at: position) }

    /// The byte at a place, 0 at and behind the end. (Unchecked, because both bounds are checked here; every bit pattern is a byte.)
    @inline(__always)
    func byte(at place: Int) -> UInt8 {
        UInt(bitPattern: place) < UInt(bitPattern: bytes.byteCount)
            ? bytes.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self) : 0
    }

    /// Goes on to the next byte that is not white space.
    @inline(__always)
    mutating func skipSpace() {
        while true {
            switch current {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            default: return
            }
        }
    }

    /// Steps over `byte` where it is the next one after white space; says whether it was.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// Steps over `byte`, which must be the next one after white space.
    @inline(__always)
    mutating func expect(_ byte: UInt8) throws(EventError) {
        guard take(byte) else { throw broken() }
    }

    /// Where the text stops being JSON.
    func broken() -> EventError {
        EventError(
            .jsonInvalid, "This is not JSON: unexpected \(position < bytes.byteCount ? "byte" : "end") at \(position).")
    }

    /// Nothing but white space may follow.
    mutating func expectEnd() throws(EventError) {
        skipSpace()
        guard position == bytes.byteCount else { throw broken() }
    }

    /// Begins an object; true where it has a member to be read with `key`.
    @inline(__always)
    mutating func beginObject() throws(EventError) -> Bool {
        try expect(UInt8(ascii: "{"))
        return !take(UInt8(ascii: "}"))
    }

    /// After a member's value: true where another member follows.
    @inline(__always)
    mutating func nextMember() throws(EventError) -> Bool {
        if take(UInt8(ascii: ",")) { return true }
        try expect(UInt8(ascii: "}"))
        return false
    }

    /// Begins an array; true where it has an element.
    @inline(__always)
    mutating func beginArray() throws(EventError) -> Bool {
        try expect(UInt8(ascii: "["))
        return !take(UInt8(ascii: "]"))
    }

    /// After an element: true where another one follows.
    @inline(__always)
    mutating func nextElement() throws(EventError) -> Bool {
        if take(UInt8(ascii: ",")) { return true }
        try expect(UInt8(ascii: "]"))
        return false
    }

    /// Reads a member's key and its colon.
    @inline(__always)
    mutating func key() throws(EventError) -> JSONWord {
        let word = try word()
        try expect(UInt8(ascii: ":"))
        skipSpace()
        return word
    }

    /// Steps over `null` where it comes next; says whether it did.
    @inline(__always)
    mutating func takeNull() throws(EventError) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: "n") else { return false }
        try skipLiteral("null")
        return true
    }

    mutating func skipLiteral(_ literal: String) throws(EventError) {
        for byte in literal.utf8 {
            guard current == byte else { throw broken() }
            position += 1
        }
    }

    /// Reads `true` or `false`.
    mutating func bool() throws(EventError) -> Bool {
        skipSpace()
        let value = current == UInt8(ascii: "t")
        try skipLiteral(value ? "true" : "false")
        return value
    }
}
