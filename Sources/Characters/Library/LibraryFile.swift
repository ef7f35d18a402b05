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
    private let rivalsOffset: Int
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
        rivalsOffset = head.rivalsOffset
        count = head.count
        digest = head.digest
    }

    /// How `text`, one character, is written; nil where the library does not have it. Throws where what stands there is damaged.
    ///
    /// Characters are told apart by their bytes: the compatibility ideograph U+F9A8 may be written otherwise than U+4EE4, though
    /// both are equal as strings. Libraries hold normal form C, and that is what a text that is not found should be brought into.
    public func character(for text: String) throws(LibraryError) -> ReferenceCharacter? {
        try place(of: text).map { place throws(LibraryError) in try character(at: place) }
    }

    /// The place of a character in the index, nil where the library does not have it.
    private func place(of text: String) throws(LibraryError) -> Int? {
        let key = Array(text.utf8)
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            switch bytes.withSpan({ Self.compare($0, entry: middle, of: indexOffset, with: key) }) {
            case .same: return middle
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

    /// Whether the library holds its characters' rivals: those of before do not.
    public var hasRivals: Bool { rivalsOffset > 0 }

    /// The characters that `text` is mistaken for, the nearest first; none where the library does not have it. Throws where what stands there is
    /// damaged.
    public func rivals(of text: String) throws(LibraryError) -> [String] {
        guard hasRivals, let place = try place(of: text) else { return [] }
        let places = try rivals(at: place)
        var rivals: [String] = []
        rivals.reserveCapacity(places.count)
        for place in places { rivals.append(try self.text(at: place)) }
        return rivals
    }

    /// The places of the rivals of the character at a place.
    private func rivals(at place: Int) throws(LibraryError) -> [Int] {
        let entry = rivalsOffset + place * LibraryLayout.rivalSize
        let numbers = rivalsOffset + (count + 1) * LibraryLayout.rivalSize
        func number(_ offset: Int) throws(LibraryError) -> Int {
            guard let number = bytes.withSpan({ $0.littleEndian(at: offset, size: LibraryLayout.rivalSize) }) else {
                throw .damaged(at: offset, what: "rivals")
            }
            return Int(number)
        }
        let first = try number(entry), end = try number(entry + LibraryLayout.rivalSize)
        guard first <= end, end - first < count else { throw .damaged(at: entry, what: "rivals") }
        var places: [Int] = []
        for index in first..<end {
            let place = try number(numbers + index * LibraryLayout.rivalSize)
            guard place < count else { throw .damaged(at: numbers + index * LibraryLayout.rivalSize, what: "rivals") }
            places.append(place)
        }
        return places
    }

    /// The text of the character at a place: it follows the record's checksum.
    func text(at place: Int) throws(LibraryError) -> String {
        let text = bytes.withSpan { span -> String? in
            guard let record = span.extent(table: indexOffset, index: place),
                record.count > LibraryRecordReader.textOffset
            else { return nil }
            let start = record.lowerBound + LibraryRecordReader.textOffset, end = start + Int(span[start - 1])
            guard end <= record.upperBound else { return nil }
            return String(validating: (start..<end).map { span[$0] }, as: UTF8.self)
        }
        guard let text, text.count == 1 else {
            throw .damaged(at: indexOffset + place * LibraryLayout.entrySize, what: "index")
        }
        return text
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
        guard hasRivals else { return }
        for place in 0..<count {
            for rival in try rivals(at: place) {
                let theirs = try rivals(at: rival)
                guard rival == place || !theirs.contains(place) else { continue }
                throw .damaged(at: rivalsOffset + place * LibraryLayout.rivalSize, what: "rivals are not mutual")
            }
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
