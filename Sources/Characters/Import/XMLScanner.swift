/// A small strict reader of XML elements: enough for drawings, and nothing that is dangerous in XML.
///
/// It checks that elements are nested rightly and attributes quoted and given once; comments, processing instructions and a
/// document type declaration are skipped, text is passed over. Of entities those are known that need no declaration (`&amp;`, `&#x2c;`),
/// so that no file can grow in memory; a declared one is refused where it is needed.
struct XMLScanner {
    private(set) var bytes: ByteScanner
    private var open: [String] = []
    private var hasRoot = false
    private var pendingEnd: String?

    init(_ bytes: ByteScanner) { self.bytes = bytes }

    /// Counts the lines up to a place, behind which few faults will be told of any more.
    mutating func countLines(to offset: Int) { bytes.countLines(to: offset) }

    /// What the reader meets.
    enum Event {
        /// The beginning of an element, with the byte at which it stands.
        case start(Element, at: Int)
        /// The end of the element of that name.
        case end(String)
    }

    /// An element's name and the places of its attributes' values.
    struct Element {
        let name: String
        fileprivate(set) var attributes: [(name: String, value: Range<Int>)] = []

        /// Where the value of an attribute stands.
        func range(of attribute: String) -> Range<Int>? { attributes.first { $0.name == attribute }?.value }
    }

    /// The value of an attribute as text, nil where the element has none of that name.
    func text(of attribute: String, in element: Element) throws(ImportFault) -> String? {
        guard let value = try value(of: attribute, in: element) else { return nil }
        return String(decoding: value.bytes[value.position..<value.end], as: UTF8.self)
    }

    /// The value of an attribute, its entities resolved; nil where the element has none of that name.
    func value(of attribute: String, in element: Element) throws(ImportFault) -> ByteScanner? {
        guard let range = element.range(of: attribute) else { return nil }
        guard bytes.bytes[range].contains(UInt8(ascii: "&")) else {
            return bytes.part(range)
        }
        var resolved: [UInt8] = []
        var rest = bytes.part(range)
        while !rest.isAtEnd {
            resolved += rest.bytes[rest.skip { $0 != UInt8(ascii: "&") }]
            if !rest.isAtEnd { resolved += String(Character(try Self.entity(&rest))).utf8 }
        }
        return bytes.standing(for: range, resolved)
    }

    /// The scalar that an entity stands for.
    private static func entity(_ text: inout ByteScanner) throws(ImportFault) -> Unicode.Scalar {
        let place = text.position
        text.advance()
        let name = text.skip { $0 != UInt8(ascii: ";") }
        let word = String(decoding: text.bytes[name], as: UTF8.self)
        guard text.take(UInt8(ascii: ";")) else { throw text.fault("“&” begins an entity that has no end", at: place) }
        switch word {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: break
        }
        let digits = word.hasPrefix("#x") ? word.dropFirst(2) : word.dropFirst()
        guard word.hasPrefix("#"), let first = digits.unicodeScalars.first, first.properties.isASCIIHexDigit,
            let code = UInt32(digits, radix: word.hasPrefix("#x") ? 16 : 10), let scalar = Unicode.Scalar(code)
        else { throw text.fault("the entity &\(word); is not known here: write what it stands for", at: place) }
        return scalar
    }

    /// The next beginning or end of an element; nil at the end of a whole document.
    mutating func next() throws(ImportFault) -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while true {
            _ = bytes.skip { $0 != UInt8(ascii: "<") }
            guard !bytes.isAtEnd else {
                if let name = open.last { throw bytes.fault("the file ends inside of <\(name)>") }
                guard hasRoot else { throw bytes.fault("there is no element in this file") }
                return nil
            }
            let place = bytes.position
            if bytes.take("<!--") {
                guard bytes.skip(past: "-->") else { throw bytes.fault("the comment has no end", at: place) }
            } else if bytes.take("<?") {
                guard bytes.skip(past: "?>") else { throw bytes.fault("the instruction has no end", at: place) }
            } else if bytes.take("<!") {
                try skipDeclaration(at: place)
            } else if bytes.take("</") {
                return .end(try endTag(at: place))
            } else {
                bytes.advance()
                return .start(try startTag(at: place), at: place)
            }
        }
    }

    private mutating func skipDeclaration(at place: Int) throws(ImportFault) {
        guard !hasRoot else { throw bytes.fault("a declaration inside of the document", at: place) }
        var depth = 0
        while let byte = bytes.peek {
            bytes.advance()
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">"):
                if depth == 0 { return }
                depth -= 1
            default: break
            }
        }
        throw bytes.fault("the declaration has no end", at: place)
    }

    private mutating func endTag(at place: Int) throws(ImportFault) -> String {
        let found = try name()
        bytes.skipBlank()
        guard let expected = open.popLast(), expected == found, bytes.take(UInt8(ascii: ">")) else {
            throw bytes.fault("</\(found)> ends nothing that is open here", at: place)
        }
        return found
    }

    private mutating func startTag(at place: Int) throws(ImportFault) -> Element {
        guard !(hasRoot && open.isEmpty) else { throw bytes.fault("a second document begins", at: place) }
        var element = Element(name: try name())
        hasRoot = true
        while true {
            bytes.skipBlank()
            if bytes.take("/>") {
                pendingEnd = element.name
                return element
            }
            if bytes.take(UInt8(ascii: ">")) {
                open.append(element.name)
                return element
            }
            let attributePlace = bytes.position
            let attribute = try name()
            guard element.range(of: attribute) == nil else {
                throw bytes.fault("the attribute \(attribute) is given twice", at: attributePlace)
            }
            element.attributes.append((attribute, try value(of: attribute)))
        }
    }

    private mutating func value(of attribute: String) throws(ImportFault) -> Range<Int> {
        bytes.skipBlank()
        let hasSign = bytes.take(UInt8(ascii: "="))
        bytes.skipBlank()
        guard hasSign, let quote = bytes.peek, quote == 0x22 || quote == 0x27 else {
            throw bytes.fault("the attribute \(attribute) has no quoted value")
        }
        bytes.advance()
        let range = bytes.skip { $0 != quote && $0 != UInt8(ascii: "<") }
        guard bytes.take(quote) else { throw bytes.fault("the value of \(attribute) has no end", at: range.lowerBound) }
        return range
    }

    private mutating func name() throws(ImportFault) -> String {
        let range = bytes.skip { byte in
            byte >= 0x80 || (0x61...0x7a).contains(byte | 0x20) || (0x30...0x3a).contains(byte) || byte == 0x5f
                || byte == 0x2d || byte == 0x2e
        }
        guard !range.isEmpty else { throw bytes.fault("a name is expected") }
        return String(decoding: bytes.bytes[range], as: UTF8.self)
    }
}
