/// A short digest of bytes (64-bit FNV-1a): tells versions of data apart and finds damage; it is no protection against forgery.
public struct ContentDigest: Equatable, Sendable {
    /// The digest of everything taken in so far.
    public private(set) var value: UInt64

    /// The digest of nothing.
    public init() { value = 0xcbf2_9ce4_8422_2325 }

    /// The digest of `bytes`.
    public init(of bytes: Span<UInt8>) {
        self.init()
        update(bytes)
    }

    /// Takes in more bytes: the order counts, the division does not.
    public mutating func update(_ bytes: Span<UInt8>) {
        var hash = value
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        value = hash
    }

    /// Takes in the UTF-8 of `text` and an end mark, so that `ab`, `c` differs from `a`, `bc`.
    public mutating func update(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        value = (value ^ 0xff) &* 0x100_0000_01b3
    }

    /// Sixteen hexadecimal digits.
    public var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Both halves of the digest folded into 32 bits.
    var folded: UInt32 { UInt32(truncatingIfNeeded: value ^ (value >> 32)) }
}
