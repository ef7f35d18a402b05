/// Reads half bytes and numbers of them from a message, the upper half of each byte first.
struct NibbleReader: ~Escapable {
    /// Half bytes of the longest number: 54 bits.
    static let longestNumber = 18

    private let bytes: RawSpan
    private let count: Int
    private var position: Int

    /// A reader behind the first byte of a message that has one.
    @_lifetime(copy bytes)
    init(behindFirstByteOf bytes: RawSpan) {
        self.bytes = bytes
        count = bytes.byteCount * 2
        position = 2
    }

    /// The next half byte. (`unsafeLoad` checks the bounds; every bit pattern is a byte.)
    @inline(__always)
    mutating func nibble() throws(EventError) -> UInt8 {
        guard position < count else { throw BinaryInk.invalid("it ends within a number") }
        let byte = bytes.unsafeLoad(fromByteOffset: position >> 1, as: UInt8.self)
        let nibble = position & 1 == 0 ? byte >> 4 : byte & 15
        position += 1
        return nibble
    }

    /// A number of at most 2^54 − 1 in its shortest form: three bits to a half byte, the lowest first; the uppermost bit says that
    /// more follow.
    @inline(__always)
    mutating func number() throws(EventError) -> UInt64 {
        var nibble = try nibble()
        if nibble < 8 { return UInt64(nibble) }
        var value = UInt64(nibble & 7), shift: UInt64 = 3
        repeat {
            guard shift < 3 * UInt64(Self.longestNumber) else { throw BinaryInk.invalid("a number is too long") }
            nibble = try self.nibble()
            value |= UInt64(nibble & 7) << shift
            shift += 3
        } while nibble > 7
        guard nibble != 0 else { throw BinaryInk.invalid("a number is not in its shortest form") }
        return value
    }

    /// A number with a sign, which is its lowest bit: 0, −1, 1, −2 …
    @inline(__always)
    mutating func signed() throws(EventError) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    /// Nothing may follow but the lower half of the last byte, which is 0.
    mutating func expectEnd() throws(EventError) {
        if position & 1 == 1, try nibble() != 0 { throw BinaryInk.invalid("its last half byte is not 0") }
        guard position == count else { throw BinaryInk.invalid("something follows its end") }
    }
}
