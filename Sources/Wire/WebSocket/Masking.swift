/// The masking of client frames (RFC 6455, section 5.3): an exclusive or with four bytes, over and over.
public enum Masking {
    /// Masks or unmasks in place. `offset` is the position of the first byte within the payload.
    @inline(__always)
    public static func apply(_ key: UInt32, to bytes: UnsafeMutableRawBufferPointer, offset: Int = 0) {
        _ = applyCollectingBits(key, to: bytes, offset: offset)
    }

    /// Masks in place, and answers the "or" of all resulting bytes' high bits: 0 where everything is ASCII. One pass over
    /// memory that is not in the cache yet does the work of two.
    @inline(__always)
    static func applyCollectingBits(
        _ key: UInt32, to bytes: UnsafeMutableRawBufferPointer, offset: Int = 0
    ) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let shift = UInt32(offset & 3) * 8
        let turned = shift == 0 ? key : key >> shift | key << (32 - shift)
        let count = bytes.count
        var index = 0
        // In bounds: a load or store of n bytes at `index` happens only where n bytes are left.
        var wideBits = SIMD8<UInt64>(repeating: 0)
        let word = UInt64(turned) << 32 | UInt64(turned)
        let wide = SIMD8<UInt64>(repeating: word)
        while count - index >= 64 {
            let value = base.loadUnaligned(fromByteOffset: index, as: SIMD8<UInt64>.self) ^ wide
            base.storeBytes(of: value, toByteOffset: index, as: SIMD8<UInt64>.self)
            wideBits |= value
            index += 64
        }
        var bits = wideBits.or
        while count - index >= 8 {
            let value = base.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ word
            base.storeBytes(of: value, toByteOffset: index, as: UInt64.self)
            bits |= value
            index += 8
        }
        var rest = word
        while index < count {
            let value = base.load(fromByteOffset: index, as: UInt8.self) ^ UInt8(truncatingIfNeeded: rest)
            base.storeBytes(of: value, toByteOffset: index, as: UInt8.self)
            bits |= UInt64(value)
            rest >>= 8
            index += 1
        }
        return bits & 0x8080_8080_8080_8080 == 0
    }
}

extension SIMD8<UInt64> {
    /// All lanes over each other.
    fileprivate var or: UInt64 {
        let four = lowHalf | highHalf
        let two = four.lowHalf | four.highHalf
        return two[0] | two[1]
    }
}
