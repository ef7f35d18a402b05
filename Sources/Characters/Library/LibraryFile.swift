/// A library of reference characters in the format of `protocol/library-format.md`, read in place.
///
/// Opening looks at the 64 bytes of the head and nothing else, whatever the size. A lookup is a binary search in the index; the
/// character found is checked against its own checksum and decoded. Every offset is checked before it is followed: no bytes
/// can make a program crash or read beyond them.
public struct LibraryFile: Sendable {
    private let bytes: any LibraryBytes
    private let indexOffset: Int
    private let stringsOffset: Int
    private let stringCount: Int
    /// How many characters there are.
    public let count: Int
    /// Digest of everything after the head, as the head states it.
    public let digest: UInt64

    /// Opens a library. Throws where the head is not that of a whole library of this version.
    public init(_ bytes: any LibraryBytes) throws(LibraryError) {
        let head = try bytes.withSpan { span throws(LibraryError) in try LibraryHead(span) }
        self.bytes = bytes
        indexOffset = head.indexOffset
        stringsOffset = head.stringsOffset
        stringCount = head.stringCount
        count = head.count
        digest = head.digest
    }

    /// How `text`, one character, is written; nil where the library does not have it. Throws where what stands there is damaged.
    ///
    /// Characters are told apart by their bytes: the compatibility ideograph U+F9A8 may be written otherwise than U+4EE4, though
    /// both are equal as strings. Libraries hold normal form C, and that is what a text that is not found should be brought into.
    public func character(for text: String) throws(LibraryError) -> ReferenceCharacter? {
        let key = Array(text.utf8)
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            switch bytes.withSpan({ Self.compare($0, entry: middle, of: indexOffset, with: key) }) {
            case .same: return try character(at: middle)
            case .before: low = middle + 1
            case .after: high = middle
            case .unreadable: throw .damaged(at: indexOffset + middle * LibraryLayout.entrySize, what: "index")
            }
        }
        return nil
    }

    /// The character at a place in the index, which is sorted by the characters' UTF-8 bytes.
    ///
    /// - Parameter position: 0 ..< `count`.
    public func character(at position: Int) throws(LibraryError) -> ReferenceCharacter {
        precondition((0..<count).contains(position), "a place in the index")
        let entry = indexOffset + position * LibraryLayout.entrySize
        guard let (offset, record) = copy(table: indexOffset, index: position) else {
            throw .damaged(at: entry, what: "index")
        }
        var reader = LibraryRecordReader(record, offset: offset)
        return try reader.character { number throws(LibraryError) in try string(number) }
    }

    /// Reads every character and holds everything against the checksums. Throws the first fault.
    public func verify() throws(LibraryError) {
        let actual = bytes.withSpan { ContentDigest(of: $0.extracting(droppingFirst: LibraryLayout.headSize)).value }
        guard actual == digest else { throw .damaged(at: LibraryLayout.headSize, what: "digest") }
        var previous: [UInt8] = []
        for position in 0..<count {
            let text = Array(try character(at: position).text.utf8)
            guard previous.lexicographicallyPrecedes(text) else {
                throw .damaged(at: indexOffset + position * LibraryLayout.entrySize, what: "index out of order")
            }
            previous = text
        }
    }

    private func string(_ number: Int) throws(LibraryError) -> String {
        guard number < stringCount, let (_, text) = copy(table: stringsOffset, index: number),
            let string = String(validating: text, as: UTF8.self)
        else { throw .damaged(at: stringsOffset + number * LibraryLayout.entrySize, what: "string table") }
        return string
    }

    private func copy(table: Int, index: Int) -> (offset: Int, bytes: [UInt8])? {
        bytes.withSpan { span in
            guard let extent = span.extent(table: table, index: index) else { return nil }
            return (extent.lowerBound, extent.map { span[$0] })
        }
    }

    private enum Place { case same, before, after, unreadable }

    /// Where the character of an entry stands in relation to `key`: its text follows the record's checksum.
    private static func compare(_ span: Span<UInt8>, entry: Int, of table: Int, with key: [UInt8]) -> Place {
        guard let record = span.extent(table: table, index: entry), record.count > LibraryRecordReader.textOffset else {
            return .unreadable
        }
        let start = record.lowerBound + LibraryRecordReader.textOffset
        let length = Int(span[start - 1])
        guard start + length <= record.upperBound else { return .unreadable }
        for index in 0..<min(length, key.count) where span[start + index] != key[index] {
            return span[start + index] < key[index] ? .before : .after
        }
        return length == key.count ? .same : length < key.count ? .before : .after
    }
}
