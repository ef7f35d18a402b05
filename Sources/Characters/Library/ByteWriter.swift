/// Bytes that grow at their end by little-endian numbers.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: [UInt8]) { bytes += more }

    /// The lowest `size` bytes of a number that is not negative.
    mutating func number(_ value: Int, size: Int) {
        for index in 0..<size { bytes.append(UInt8(truncatingIfNeeded: index < 8 ? value >> (8 * index) : 0)) }
    }

    mutating func number(_ value: UInt64) {
        for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }

    /// For each character where its rivals begin in the list that follows, and where the last one's end; then the list.
    mutating func rivals(_ rivals: [[Int]]) {
        var begin = 0
        for places in rivals {
            number(begin, size: LibraryLayout.rivalSize)
            begin += places.count
        }
        number(begin, size: LibraryLayout.rivalSize)
        for place in rivals.joined() { number(place, size: LibraryLayout.rivalSize) }
    }

    /// A table of where each of `items` stands when they follow each other from `start` on.
    mutating func table(of items: [[UInt8]], startingAt start: Int) {
        var offset = start
        for item in items {
            number(offset, size: 4)
            number(item.count, size: 4)
            offset += item.count
        }
    }
}
