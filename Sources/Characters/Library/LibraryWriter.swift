import Ink

/// Lays characters out as a library file. The same characters give the same bytes, in whatever order they came.
public struct LibraryWriter {
    private var strings: [String] = []
    private var stringNumbers: [String: Int] = [:]

    private init() {}

    /// The bytes of a library of `characters`, of which no two have the same text. Throws where one has no room in the format.
    public static func bytes(of characters: [ReferenceCharacter]) throws(LibraryError) -> [UInt8] {
        var writer = LibraryWriter()
        return try writer.layOut(characters)
    }

    private mutating func layOut(_ characters: [ReferenceCharacter]) throws(LibraryError) -> [UInt8] {
        let sorted = characters.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        for (one, next) in zip(sorted, sorted.dropFirst()) where one.text.utf8.elementsEqual(next.text.utf8) {
            throw .unwritable(text: one.text, what: "it is there twice")
        }
        var records: [[UInt8]] = []
        for character in sorted { records.append(try record(of: character)) }

        let indexOffset = LibraryLayout.headSize
        let stringsOffset = indexOffset + records.count * LibraryLayout.entrySize
        let bodyOffset = stringsOffset + strings.count * LibraryLayout.entrySize
        let body = strings.map { Array($0.utf8) }
        var tail = ByteWriter()
        let recordsOffset = bodyOffset + body.reduce(0) { $0 + $1.count }
        let rivalsOffset = recordsOffset + records.reduce(0) { $0 + $1.count }
        let rivals = RivalIndex(sorted.map { ($0.text, DirectionMap($0)) }).rivals
        let end = rivalsOffset + (rivals.reduce(rivals.count + 1) { $0 + $1.count }) * LibraryLayout.rivalSize
        guard end <= Int(UInt32.max) else { throw .unwritable(text: sorted[0].text, what: "the file would pass 4 GiB") }
        tail.table(of: records, startingAt: recordsOffset)
        tail.table(of: body, startingAt: bodyOffset)
        for bytes in body { tail.append(bytes) }
        for bytes in records { tail.append(bytes) }
        tail.rivals(rivals)

        var head = ByteWriter()
        head.append(LibraryLayout.magic)
        head.number(LibraryLayout.version, size: 2)
        head.number(LibraryLayout.headSize, size: 2)
        head.number(records.count, size: 4)
        head.number(end, size: 8)
        head.number(ContentDigest(of: tail.bytes.span).value)
        head.number(indexOffset, size: 4)
        head.number(stringsOffset, size: 4)
        head.number(strings.count, size: 4)
        head.number(rivalsOffset, size: 4)
        head.number(0, size: LibraryLayout.checkedHeadSize - head.bytes.count)
        head.number(ContentDigest(of: head.bytes.span).value)
        return head.bytes + tail.bytes
    }

    private mutating func record(of character: ReferenceCharacter) throws(LibraryError) -> [UInt8] {
        let fault = { (what: String) in LibraryError.unwritable(text: character.text, what: what) }
        guard character.text.count == 1 else { throw fault("it is not one character") }
        var out = ByteWriter()
        out.number(try Self.limited(character.text.utf8.count, to: 255) { fault("its text is too long") }, size: 1)
        out.append(Array(character.text.utf8))
        out.number(try number(of: character.source, fault), size: 2)
        out.number(try number(of: character.license, fault), size: 2)
        out.number(try Self.limited(character.parts.count, to: 255) { fault("it has too many parts") }, size: 1)
        for part in character.parts {
            let isWhole = part.name == character.text
            out.number(isWhole ? Int(LibraryLayout.ownText) : try number(of: part.name, fault), size: 2)
            out.number(
                try Self.limited(part.alternatives.count, to: 255) { fault("it has too many alternatives") }, size: 1)
            for alternative in part.alternatives { try write(alternative, into: &out, fault) }
        }
        var checked = ByteWriter()
        checked.number(Int(ContentDigest(of: out.bytes.span).folded), size: 4)
        return checked.bytes + out.bytes
    }

    private mutating func write(
        _ alternative: ReferenceAlternative, into out: inout ByteWriter, _ fault: (String) -> LibraryError
    ) throws(LibraryError) {
        guard (1...255).contains(alternative.strokes.count) else { throw fault("it has no strokes or more than 255") }
        out.number(try number(of: alternative.name, fault), size: 2)
        out.number(alternative.strokes.count, size: 1)
        let orders = alternative.orders.dropFirst()
        out.number(try Self.limited(orders.count, to: 255) { fault("it has too many orders") }, size: 1)
        for order in orders {
            guard order.sorted() == Array(alternative.strokes.indices) else {
                throw fault("an order does not name every stroke once")
            }
            for index in order { out.number(index, size: 1) }
        }
        for stroke in alternative.strokes {
            out.number(
                try Self.limited(stroke.points.count, to: 65535) { fault("a stroke has too many points") }, size: 2)
            for point in stroke.points {
                guard let x = LibraryLayout.stored(point.x), let y = LibraryLayout.stored(point.y) else {
                    throw fault("a point lies more than half a box outside its box")
                }
                out.number(Int(x), size: 2)
                out.number(Int(y), size: 2)
            }
        }
    }

    private static func limited(
        _ count: Int, to limit: Int, _ fault: () -> LibraryError
    ) throws(LibraryError) -> Int {
        guard count <= limit else { throw fault() }
        return count
    }

    private mutating func number(of string: String, _ fault: (String) -> LibraryError) throws(LibraryError) -> Int {
        if let number = stringNumbers[string] { return number }
        guard strings.count < Int(LibraryLayout.ownText) else { throw fault("the library has too many names") }
        strings.append(string)
        stringNumbers[string] = strings.count - 1
        return strings.count - 1
    }
}
