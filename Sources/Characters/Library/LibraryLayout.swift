/// Where things stand in a library file and how coordinates are stored: the constants of `protocol/library-format.md`.
enum LibraryLayout {
    /// The first eight bytes; a line feed and a carriage return in them show a transfer that meddled with line ends.
    static let magic: [UInt8] = [0x89, 0x50, 0x53, 0x4c, 0x0d, 0x0a, 0x1a, 0x0a]
    static let version = 1
    static let headSize = 64
    /// Bytes of the head that its own checksum covers.
    static let checkedHeadSize = 56
    /// An entry of the index and of the string table: where something stands (32 bits) and how long it is (32 bits).
    static let entrySize = 8

    /// A number of the table of rivals.
    static let rivalSize = 4

    /// Offsets of the head's fields.
    enum Head {
        static let version = 8
        static let headSize = 10
        static let characterCount = 12
        static let fileSize = 16
        static let digest = 24
        static let indexOffset = 32
        static let stringsOffset = 36
        static let stringCount = 40
        static let rivalsOffset = 44
        static let check = 56
    }

    /// Stands for the character itself where a part's name is its text.
    static let ownText: UInt16 = 0xffff

    /// Coordinates that can be stored, in the unit of the character's box.
    static let coordinates = -0.5..<1.5
    private static let stepsPerUnit = 32768.0

    /// The stored form of a coordinate, nil outside `coordinates`.
    static func stored(_ coordinate: Double) -> UInt16? {
        guard coordinates.contains(coordinate) else { return nil }
        return UInt16(min(((coordinate + 0.5) * stepsPerUnit).rounded(.toNearestOrAwayFromZero), 65535))
    }

    /// The coordinate behind a stored number, without rounding.
    static func coordinate(_ stored: UInt16) -> Double { Double(stored) / stepsPerUnit - 0.5 }
}

extension Span<UInt8> {
    /// The little-endian number of `size` bytes at `offset`, nil where it would reach past the end.
    func littleEndian(at offset: Int, size: Int) -> UInt64? {
        guard offset >= 0, size <= count, offset <= count - size else { return nil }
        var value: UInt64 = 0
        for index in 0..<size { value |= UInt64(self[offset + index]) << UInt64(8 * index) }
        return value
    }

    /// The place that entry `index` of the table at `table` points to, nil where either reaches past the end.
    func extent(table: Int, index: Int) -> Range<Int>? {
        let entry = table + index * LibraryLayout.entrySize
        guard let offset = littleEndian(at: entry, size: 4), let length = littleEndian(at: entry + 4, size: 4),
            offset + length <= UInt64(count)
        else { return nil }
        return Int(offset)..<Int(offset + length)
    }
}
