/// The first bytes of a frame (RFC 6455, section 5.2).
struct FrameHeader {
    /// The most bytes that a header has.
    static let maximumBytes = 14

    var isFinal: Bool
    /// RSV1: the message is compressed.
    var isCompressed: Bool
    /// RSV2 and RSV3, which no extension here gives a meaning.
    var hasReservedBits: Bool
    /// The four bits, known or not.
    var opcode: UInt8
    /// The masking key as it lies in memory, or nil.
    var mask: UInt32?
    /// Length of the payload; nil when it is not written in its shortest form or beyond 2^63.
    var length: Int?
    /// Length of the header itself.
    var byteCount: Int

    /// Reads a header, or answers nil when there are not enough bytes yet.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2 else { return nil }
        // Unchecked below: every read is covered by a comparison with bytes.count.
        let base = bytes.baseAddress!
        let first = base.load(as: UInt8.self)
        let second = base.load(fromByteOffset: 1, as: UInt8.self)
        isFinal = first & 0x80 != 0
        isCompressed = first & 0x40 != 0
        hasReservedBits = first & 0x30 != 0
        opcode = first & 0x0F
        let short = Int(second & 0x7F)
        let isMasked = second & 0x80 != 0
        let extended = short < 126 ? 0 : short == 126 ? 2 : 8
        byteCount = 2 + extended + (isMasked ? 4 : 0)
        guard bytes.count >= byteCount else { return nil }
        switch extended {
        case 0:
            length = short
        case 2:
            let value = Int(UInt16(bigEndian: base.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
            length = value > 125 ? value : nil
        default:
            let value = UInt64(bigEndian: base.loadUnaligned(fromByteOffset: 2, as: UInt64.self))
            length = value > 0xFFFF && value <= UInt64(Int.max) ? Int(value) : nil
        }
        mask = isMasked ? base.loadUnaligned(fromByteOffset: 2 + extended, as: UInt32.self) : nil
    }
}
