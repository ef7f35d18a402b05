internal import Records
internal import Statements

/// Values as libpq takes them: in one piece of memory, in the server's binary form, except for integers, whose width the server infers.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// Microseconds are counted from 2000-01-01, this many milliseconds after 1970.
    static let epochMilliseconds: Int64 = 946_684_800_000

    init(_ values: [SQLValue]) {
        for value in values {
            switch value {
            case .null: add(nil, isBinary: false)
            case .integer(let integer): add("\(integer)\0".utf8, isBinary: false)
            case .real(let real): add(Self.bigEndian(real.bitPattern), isBinary: true)
            // Not as a C string: that would end at a NUL, which the server refuses.
            case .text(let text): add(text.utf8, isBinary: true)
            case .bytes(let data): add(data, isBinary: true)
            case .id(let id): add(id.bytes, isBinary: true)
            case .time(let time):
                let microseconds = (time.milliseconds &- Self.epochMilliseconds) &* 1_000
                add(Self.bigEndian(UInt64(bitPattern: microseconds)), isBinary: true)
            }
        }
    }

    private mutating func add(_ value: (any Collection<UInt8>)?, isBinary: Bool) {
        offsets.append(value == nil ? nil : bytes.count)
        lengths.append(Int32(value?.count ?? 0))
        formats.append(isBinary ? 1 : 0)
        if let value { bytes.append(contentsOf: value) }
    }

    private static func bigEndian(_ word: UInt64) -> [UInt8] { withUnsafeBytes(of: word.bigEndian) { Array($0) } }

    /// Calls `body` with how many there are, where they lie, how long they are, and which are binary.
    func with<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        // Something to point to, also where all values are empty: a null pointer would be a null.
        (bytes + [0]).withUnsafeBytes { memory in
            let base = memory.bindMemory(to: CChar.self).baseAddress!
            let pointers = offsets.map { $0.map { base + $0 } }
            return body(Int32(offsets.count), pointers, lengths, formats)
        }
    }
}
