extension JSONCursor {
    /// Reads a string as a word to compare with known ones.
    @inline(__always)
    mutating func word() throws(EventError) -> JSONWord {
        try expect(UInt8(ascii: "\""))
        let start = position
        var word = JSONWord()
        while true {
            let byte = current
            if byte == UInt8(ascii: "\"") {
                position += 1
                return word
            }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { break }
            word.append(byte)
            position += 1
        }
        return try escapedWord(from: start)
    }

    @inline(never)
    private mutating func escapedWord(from start: Int) throws(EventError) -> JSONWord {
        position = start - 1
        return JSONWord(try string(limit: bytes.byteCount))
    }

    /// Steps over a string, checking its form but for the UTF-8 in it.
    mutating func skipString() throws(EventError) {
        try expect(UInt8(ascii: "\""))
        while current != UInt8(ascii: "\"") {
            if current == UInt8(ascii: "\\") {
                var ignored: [UInt8] = []
                try escape(into: &ignored)
            } else {
                guard current >= 0x20 else { throw broken() }
                position += 1
            }
        }
        position += 1
    }

    /// Reads a string of at most `limit` bytes of UTF-8.
    mutating func string(limit: Int, named name: String = "A string") throws(EventError) -> String {
        skipSpace()
        guard current == UInt8(ascii: "\"") else {
            if position < bytes.byteCount, current != UInt8(ascii: "}"), current != UInt8(ascii: "]") {
                throw EventError(.fieldInvalid, "\(name) must be a string (at \(position)).")
            }
            throw broken()
        }
        position += 1
        var text: [UInt8] = []
        while current != UInt8(ascii: "\"") {
            if current == UInt8(ascii: "\\") {
                try escape(into: &text)
            } else {
                guard current >= 0x20 else { throw broken() }
                text.append(current)
                position += 1
            }
            guard text.count <= limit else {
                throw EventError(.fieldInvalid, "\(name) is longer than \(limit) bytes.")
            }
        }
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw EventError(.jsonInvalid, "The text before \(position) is not UTF-8.")
        }
        return string
    }

    /// Reads one escape sequence, a pair of them for a character beyond U+FFFF.
    private mutating func escape(into text: inout [UInt8]) throws(EventError) {
        position += 1
        let byte = current
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try escapedScalar())!)
        default:
            position -= 1
            throw broken()
        }
    }

    /// The scalar of `\uXXXX`, or of a surrogate pair; half a pair is refused, since no UTF-8 can hold it.
    private mutating func escapedScalar() throws(EventError) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, current == UInt8(ascii: "\\") else { throw broken() }
        position += 1
        guard current == UInt8(ascii: "u") else { throw broken() }
        position += 1
        let low = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw broken() }
        return scalar
    }

    private mutating func hexadecimal() throws(EventError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            switch current {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(current - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(current - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(current - UInt8(ascii: "A") + 10)
            default: throw broken()
            }
            position += 1
        }
        return value
    }
}
