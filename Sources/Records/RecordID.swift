/// The id of a record: a UUID of version 7 (RFC 9562, section 5.7), whose first 48 bits are when it was made, so that ids sort by time.
public struct RecordID: Hashable, Sendable, BitwiseCopyable {
    /// The first eight bytes, the time in front.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// An id that was made at this time.
    public init(_ time: Timestamp, random: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | random.next() & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.next() >> 2
    }

    /// An id from its sixteen bytes; nil for any other number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0, low: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
            if place < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// An id from its text: 32 hexadecimal digits, a hyphen after the 8th, 12th, 16th and 20th, in either case. Any version is taken: whether there is
    /// a record of that id is another question.
    public init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 36 else { return nil }
        var high: UInt64 = 0, low: UInt64 = 0, count = 0
        for (place, digit) in digits.enumerated() {
            if [8, 13, 18, 23].contains(place) {
                guard digit == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let value = Self.value(of: digit) else { return nil }
            if count < 16 { high = high << 4 | value } else { low = low << 4 | value }
            count += 1
        }
        self.init(high: high, low: low)
    }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The sixteen bytes in order.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }

    /// When it was made, to the millisecond.
    public var time: Timestamp { Timestamp(milliseconds: Int64(high >> 16)) }

    private static func value(of digit: UInt8) -> UInt64? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension RecordID: Comparable {
    /// By time first.
    public static func < (one: RecordID, other: RecordID) -> Bool { (one.high, one.low) < (other.high, other.low) }
}

extension RecordID: CustomStringConvertible {
    /// In lower case, with hyphens.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
