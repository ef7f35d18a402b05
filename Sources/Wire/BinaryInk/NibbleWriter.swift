/// Appends half bytes and numbers of them to a buffer, the upper half of each byte first.
struct NibbleWriter: Sendable {
    /// The whole bytes; the lower half of the last one is 0 where it is not used yet.
    var bytes: [UInt8] = []
    private var isHalfUsed = false

    /// An empty buffer.
    init() {}

    /// Appends a whole byte; the one before it is complete.
    mutating func byte(_ byte: UInt8) {
        bytes.append(byte)
        isHalfUsed = false
    }

    /// Appends a half byte.
    mutating func nibble(_ nibble: UInt8) {
        if isHalfUsed { bytes[bytes.count - 1] |= nibble } else { bytes.append(nibble << 4) }
        isHalfUsed.toggle()
    }

    /// Appends a number below 2^54.
    mutating func number(_ value: UInt64) {
        var rest = value
        while rest > 7 {
            nibble(UInt8(rest & 7) | 8)
            rest >>= 3
        }
        nibble(UInt8(rest))
    }

    /// Appends a number with a sign.
    mutating func signed(_ value: Int64) {
        number(UInt64(bitPattern: value << 1 ^ value >> 63))
    }
}
