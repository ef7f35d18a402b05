/// Nearly every message of a server is an `ink:ack`, one for each move; the general scanner would be half of the harness's cost.
extension RawSpan {
    /// The number in `["ink:ack",{"ink":123}]` where the text is just this, as the server writes it; nil for everything else.
    var acknowledgedInk: UInt64? {
        // `["ink:ac`, `k",{"ink` and `":` as little-endian words. All loads are within the length that is checked first.
        guard byteCount > 20, byteCount < 40,
            unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self) == 0x6361_3A6B_6E69_225B,
            unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self) == 0x6B6E_6922_7B2C_226B,
            unsafeLoadUnaligned(fromByteOffset: 16, as: UInt16.self) == 0x3A22,
            unsafeLoadUnaligned(fromByteOffset: byteCount - 2, as: UInt16.self) == 0x5D7D
        else { return nil }
        var number: UInt64 = 0
        for place in 18..<byteCount - 2 {
            let digit = unsafeLoad(fromByteOffset: place, as: UInt8.self) &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ UInt64(digit)
        }
        return number
    }
}
