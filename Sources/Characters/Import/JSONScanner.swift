/// A small strict reader of JSON (RFC 8259) that goes through a value member by member and knows the place of every fault.
struct JSONScanner {
    var bytes: ByteScanner
    /// Deepest nesting that is followed, so that no file can exhaust the stack.
    private static let deepest = 32
    private var depth = 0

    init(_ bytes: ByteScanner) { self.bytes = bytes }

    typealias Member = (inout JSONScanner, _ key: String) throws(ImportFault) -> Void
    typealias Element = (inout JSONScanner) throws(ImportFault) -> Void

    /// An object; `member` reads or skips the value of each key.
    mutating func object(_ member: Member) throws(ImportFault) {
        try enclosed(UInt8(ascii: "{"), UInt8(ascii: "}"), "an object") { json throws(ImportFault) in
            let key = try json.string()
            json.bytes.skipBlank()
            guard json.bytes.take(UInt8(ascii: ":")) else { throw json.bytes.fault("“:” is expected") }
            try member(&json, key)
        }
    }

    /// An array; `element` reads or skips each value.
    mutating func array(_ element: Element) throws(ImportFault) {
        try enclosed(UInt8(ascii: "["), UInt8(ascii: "]"), "an array", element)
    }

    /// A number.
    mutating func number() throws(ImportFault) -> Double {
        bytes.skipBlank()
        let place = bytes.position
        guard let first = bytes.peek, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            throw bytes.fault("a number is expected")
        }
        let value = try bytes.number()
        let text = bytes.bytes[place..<bytes.position]
        let digits = text.drop { $0 == UInt8(ascii: "-") }
        let startsWithZero = digits.first == 0x30 && digits.dropFirst().first.map { (0x30...0x39).contains($0) } == true
        let pointIsInside = digits.firstIndex(of: UInt8(ascii: ".")).map {
            $0 > digits.startIndex && $0 + 1 < digits.endIndex && (0x30...0x39).contains(digits[$0 + 1])
        }
        guard !startsWithZero, pointIsInside != false else { throw bytes.fault("the number is not JSON", at: place) }
        return value
    }

    /// A string, its escapes resolved.
    mutating func string() throws(ImportFault) -> String {
        bytes.skipBlank()
        let place = bytes.position
        guard bytes.take(UInt8(ascii: "\"")) else { throw bytes.fault("a string is expected") }
        var text: [UInt8] = []
        while true {
            text += bytes.bytes[bytes.skip { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20 }]
            if bytes.take(UInt8(ascii: "\"")) { break }
            guard bytes.take(UInt8(ascii: "\\")) else { throw bytes.fault("the string has no end", at: place) }
            text += Array(String(Character(try escape())).utf8)
        }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw bytes.fault("this is not UTF-8", at: place)
        }
        return string
    }

    /// Steps over a value of any kind.
    mutating func skip() throws(ImportFault) {
        bytes.skipBlank()
        switch bytes.peek {
        case UInt8(ascii: "{"): try object { json, _ throws(ImportFault) in try json.skip() }
        case UInt8(ascii: "["): try array { json throws(ImportFault) in try json.skip() }
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t") where bytes.take("true"), UInt8(ascii: "f") where bytes.take("false"),
            UInt8(ascii: "n") where bytes.take("null"):
            return
        default: _ = try number()
        }
    }

    /// Makes sure that nothing but blanks follows.
    mutating func finish() throws(ImportFault) {
        bytes.skipBlank()
        guard bytes.isAtEnd else { throw bytes.fault("nothing may follow here") }
    }

    private mutating func enclosed(
        _ opening: UInt8, _ closing: UInt8, _ what: String, _ item: Element
    ) throws(ImportFault) {
        bytes.skipBlank()
        let place = bytes.position
        guard bytes.take(opening) else { throw bytes.fault("\(what) is expected") }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw bytes.fault("this is nested too deeply", at: place) }
        bytes.skipBlank()
        if bytes.take(closing) { return }
        while true {
            try item(&self)
            bytes.skipBlank()
            if bytes.take(closing) { return }
            guard bytes.take(UInt8(ascii: ",")) else { throw bytes.fault("“,” or the end of \(what) is expected") }
        }
    }

    private mutating func escape() throws(ImportFault) -> Unicode.Scalar {
        let place = bytes.position
        guard let letter = bytes.peek else { throw bytes.fault("the string has no end") }
        bytes.advance()
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw bytes.fault("there is no such escape", at: place)
        }
        var code = try hexadecimal(at: place)
        if (0xd800..<0xdc00).contains(code), bytes.take("\\u") {
            let low = try hexadecimal(at: place)
            guard (0xdc00..<0xe000).contains(low) else { throw bytes.fault("half of a surrogate pair", at: place) }
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw bytes.fault("half of a surrogate pair", at: place) }
        return scalar
    }

    private mutating func hexadecimal(at place: Int) throws(ImportFault) -> UInt32 {
        let start = bytes.position
        bytes.advance(by: 4)
        let text = String(decoding: bytes.bytes[start..<bytes.position], as: UTF8.self)
        guard text.utf8.count == 4, text.utf8.first != UInt8(ascii: "+"), let code = UInt32(text, radix: 16) else {
            throw bytes.fault("four hexadecimal digits are expected", at: place)
        }
        return code
    }
}
