import Ink

/// Decodes the record of one character from a copy of its bytes.
struct LibraryRecordReader {
    /// Where the character's text begins: behind the checksum and the text's length.
    static let textOffset = 5

    private let bytes: [UInt8]
    private let offset: Int
    private var position = 0

    /// A reader of `bytes`, which stand at `offset` in the file.
    init(_ bytes: [UInt8], offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The character, with the strings that it refers to by number.
    mutating func character(
        string: (Int) throws(LibraryError) -> String
    ) throws(LibraryError) -> ReferenceCharacter {
        let check = UInt32(try number(4))
        guard ContentDigest(of: bytes.span.extracting(droppingFirst: 4)).folded == check else {
            throw fault("checksum")
        }
        let text = try text(length: number(1))
        let source = try string(number(2))
        let license = try string(number(2))
        var parts: [ReferencePart] = []
        for _ in 0..<(try counted(1, atLeast: 1)) {
            let name = try number(2)
            let partName = name == LibraryLayout.ownText ? text : try string(name)
            var alternatives: [ReferenceAlternative] = []
            for _ in 0..<(try counted(1, atLeast: 1)) { alternatives.append(try alternative(named: string(number(2)))) }
            parts.append(ReferencePart(name: partName, alternatives: alternatives))
        }
        guard position == bytes.count else { throw fault("record too long") }
        return ReferenceCharacter(text: text, parts: parts, source: source, license: license)
    }

    private mutating func alternative(named name: String) throws(LibraryError) -> ReferenceAlternative {
        let strokeCount = try counted(1, atLeast: 1)
        let orderCount = try number(1)
        var orders: [[Int]] = []
        for _ in 0..<orderCount {
            var order: [Int] = []
            for _ in 0..<strokeCount { order.append(try number(1)) }
            guard order.sorted() == Array(0..<strokeCount) else { throw fault("order of strokes") }
            orders.append(order)
        }
        var strokes: [ReferenceStroke] = []
        for _ in 0..<strokeCount { strokes.append(try stroke()) }
        return ReferenceAlternative(name: name, strokes: strokes, orders: orders)
    }

    private mutating func stroke() throws(LibraryError) -> ReferenceStroke {
        let pointCount = try counted(2, atLeast: 2)
        guard pointCount <= (bytes.count - position) / 4 else { throw fault("record too short") }
        var points: [Point] = []
        points.reserveCapacity(pointCount)
        for _ in 0..<pointCount {
            let x = LibraryLayout.coordinate(UInt16(try number(2)))
            let y = LibraryLayout.coordinate(UInt16(try number(2)))
            points.append(Point(x, y))
        }
        return ReferenceStroke(points: points)
    }

    private mutating func text(length: Int) throws(LibraryError) -> String {
        guard length > 0, length <= bytes.count - position,
            let text = String(validating: bytes[position..<position + length], as: UTF8.self), text.count == 1
        else { throw fault("text") }
        position += length
        return text
    }

    private mutating func counted(_ size: Int, atLeast least: Int) throws(LibraryError) -> Int {
        let count = try number(size)
        guard count >= least else { throw fault("nothing where something must be") }
        return count
    }

    private mutating func number(_ size: Int) throws(LibraryError) -> Int {
        guard let value = bytes.span.littleEndian(at: position, size: size) else { throw fault("record too short") }
        position += size
        return Int(value)
    }

    private func fault(_ what: String) -> LibraryError { .damaged(at: offset + position, what: what) }
}
