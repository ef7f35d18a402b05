/// A key or an event's name, packed into sixteen bytes so that comparing it costs two instructions and no memory.
///
/// Words that are longer, or hold a NUL, are all alike and equal to none of the protocol's, which are shorter.
struct JSONWord: Equatable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var count: UInt8 = 0

    /// The empty word.
    @inline(__always)
    init() {}

    /// A word from its text.
    init(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count < 8 {
            low |= UInt64(byte) << (UInt64(count) &* 8)
        } else if count < 16 {
            high |= UInt64(byte) << (UInt64(count &- 8) &* 8)
        } else {
            low = .max
            high = .max
            count = 16
        }
        count &+= 1
    }
}
