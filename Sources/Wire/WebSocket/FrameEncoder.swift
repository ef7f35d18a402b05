/// Writes frame headers.
public enum FrameEncoder {
    /// A header in at most 14 bytes.
    public struct Header {
        private var storage: (UInt64, UInt64) = (0, 0)
        /// How many bytes it has.
        public private(set) var count = 0

        /// The header of a whole message or control frame. Clients mask with a key, servers never.
        @inline(__always)
        public init(_ opcode: Opcode, length: Int, isCompressed: Bool = false, mask: UInt32? = nil) {
            let first = 0x80 | (isCompressed ? 0x40 : 0) | opcode.rawValue
            let maskBit: UInt8 = mask == nil ? 0 : 0x80
            withUnsafeMutableBytes(of: &storage) { bytes in
                // In bounds: 2 + 8 + 4 bytes of 16.
                let base = bytes.baseAddress!
                base.storeBytes(of: first, as: UInt8.self)
                if length < 126 {
                    base.storeBytes(of: UInt8(length) | maskBit, toByteOffset: 1, as: UInt8.self)
                    count = 2
                } else if length <= 0xFFFF {
                    base.storeBytes(of: 126 | maskBit, toByteOffset: 1, as: UInt8.self)
                    base.storeBytes(of: UInt16(length).bigEndian, toByteOffset: 2, as: UInt16.self)
                    count = 4
                } else {
                    base.storeBytes(of: 127 | maskBit, toByteOffset: 1, as: UInt8.self)
                    base.storeBytes(of: UInt64(length).bigEndian, toByteOffset: 2, as: UInt64.self)
                    count = 10
                }
                if let mask {
                    base.storeBytes(of: mask, toByteOffset: count, as: UInt32.self)
                    count += 4
                }
            }
        }

        /// The bytes, valid during the call.
        @inline(__always)
        public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            withUnsafeBytes(of: storage) { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    /// The payload of a close frame: the code, and as much of the reason as fits a control frame without cutting a
    /// character. Empty for a code that is never sent.
    public static func closePayload(_ code: CloseCode, reason: String) -> [UInt8] {
        guard code.isAllowedOnTheWire else { return [] }
        var payload = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)]
        for character in reason.unicodeScalars {
            let bytes = UTF8.encode(character)!
            guard payload.count + bytes.count <= 125 else { break }
            payload += bytes
        }
        return payload
    }
}
