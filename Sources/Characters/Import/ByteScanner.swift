/// Walks through the bytes of a text file and knows how to name the place of a fault.
struct ByteScanner {
    let bytes: [UInt8]
    let file: String
    private(set) var position: Int
    private(set) var end: Int
    /// A line and where it begins: lines are counted from there on, so that many faults of a long file do not count it through each time.
    private var origin = (line: 1, start: 0)
    /// The place in the file that a fault is told of where these bytes do not stand there themselves.
    private var place: (line: Int, column: Int)?

    /// A scanner of everything but a byte order mark in front.
    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
        end = bytes.count
    }

    /// A scanner of a part of these bytes.
    func part(_ range: Range<Int>) -> ByteScanner {
        var part = self
        (part.position, part.end) = (range.lowerBound, range.upperBound)
        return part
    }

    /// Counts the lines up to a place, here if none is named, behind which few faults will be told of any more.
    mutating func countLines(to offset: Int? = nil) { origin = line(of: offset ?? position) }

    private func line(of offset: Int) -> (line: Int, start: Int) {
        var found = offset >= origin.start ? origin : (line: 1, start: 0)
        for index in found.start..<max(found.start, min(offset, bytes.count)) where bytes[index] == UInt8(ascii: "\n") {
            found = (found.line + 1, index + 1)
        }
        return found
    }

    /// A scanner of what stands for `range` in these bytes, entities resolved; whatever is wrong in it is wrong there.
    func standing(for range: Range<Int>, _ resolved: [UInt8]) -> ByteScanner {
        var scanner = ByteScanner(resolved, file: file).part(0..<resolved.count)
        let fault = fault("", at: range.lowerBound)
        scanner.place = (fault.line, fault.column)
        return scanner
    }

    var isAtEnd: Bool { position >= end }
    var peek: UInt8? { position < end ? bytes[position] : nil }

    mutating func advance(by count: Int = 1) { position = min(position + count, end) }

    /// Steps over `byte` if it comes next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// Steps over `text` if it comes next.
    mutating func take(_ text: StaticString) -> Bool {
        let word = text.description.utf8
        guard end - position >= word.count, bytes[position..<position + word.count].elementsEqual(word) else {
            return false
        }
        position += word.count
        return true
    }

    /// Steps over bytes as long as `belongs` holds and tells where they stand.
    mutating func skip(while belongs: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < end, belongs(bytes[position]) { position += 1 }
        return start..<position
    }

    mutating func skipBlank() { _ = skip { $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 } }

    /// Steps to behind the next `text`; false where there is none.
    mutating func skip(past text: StaticString) -> Bool {
        while position < end {
            if take(text) { return true }
            position += 1
        }
        return false
    }

    /// A decimal number as in JSON and SVG paths: sign, digits, fraction, exponent. SVG allows a plus and a bare point.
    mutating func number() throws(ImportFault) -> Double {
        let start = position
        let negative = take(UInt8(ascii: "-"))
        if !negative { _ = take(UInt8(ascii: "+")) }
        var significand: UInt64 = 0
        var decimals = 0
        var digits = 0
        var inFraction = false
        while let byte = peek {
            if byte == UInt8(ascii: "."), !inFraction {
                inFraction = true
            } else if (0x30...0x39).contains(byte) {
                significand = significand &* 10 &+ UInt64(byte - 0x30)
                digits += 1
                decimals += inFraction ? 1 : 0
            } else {
                break
            }
            position += 1
        }
        guard digits > 0 else { throw fault("a number is expected", at: start) }
        let hasExponent = peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E")
        if hasExponent || digits > 15 { return try longNumber(from: start, hasExponent: hasExponent) }
        // Both are exact, so that the quotient is the double nearest to the written number.
        let magnitude = Double(significand) / Self.powersOfTen[decimals]
        return negative ? -magnitude : magnitude
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    private mutating func longNumber(from start: Int, hasExponent: Bool) throws(ImportFault) -> Double {
        if hasExponent {
            position += 1
            if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
            _ = skip { (0x30...0x39).contains($0) }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw fault("“\(text)” is not a number", at: start) }
        return value
    }

    /// A fault at `offset`, or where the scanner stands.
    func fault(_ what: String, at offset: Int? = nil) -> ImportFault {
        if let place { return ImportFault(file: file, line: place.line, column: place.column, what: what) }
        let offset = offset ?? position
        let (line, start) = line(of: offset)
        return ImportFault(file: file, line: line, column: offset - start + 1, what: what)
    }
}
