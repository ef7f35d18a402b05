/// Base64 (RFC 4648, section 4), with its padding.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// What each byte stands for, 0xFF for none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    static func isDigit(_ byte: UInt8) -> Bool { values[Int(byte)] != 0xFF }

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes.span.bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the digits of the bytes.
    static func append(_ bytes: RawSpan, to text: inout [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            text.reserveCapacity(text.count + (bytes.count + 2) / 3 * 4)
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let count = min(3, bytes.count - start)
                var bits: UInt32 = 0
                for place in 0..<3 { bits = bits << 8 | (place < count ? UInt32(bytes[start + place]) : 0) }
                for digit in 0..<4 {
                    text.append(
                        digit <= count ? alphabet[Int(bits >> UInt32(18 - 6 * digit) & 63)] : UInt8(ascii: "="))
                }
            }
        }
    }

    /// The bytes that the text stands for; nil where it is not whole groups of four digits with their padding, or where bits
    /// are set that stand for nothing.
    static func decode(_ text: RawSpan) -> [UInt8]? {
        guard text.byteCount % 4 == 0 else { return nil }
        return text.withUnsafeBytes { text in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count / 4 * 3)
            for start in stride(from: 0, to: text.count, by: 4) {
                let isLast = start + 4 == text.count
                let padding = isLast ? text[start...].reversed().prefix { $0 == UInt8(ascii: "=") }.count : 0
                guard padding <= 2 else { return nil }
                var bits: UInt32 = 0
                for place in 0..<4 {
                    let value = place < 4 - padding ? values[Int(text[start + place])] : 0
                    guard value != 0xFF else { return nil }
                    bits = bits << 6 | UInt32(value)
                }
                guard bits & (1 << UInt32(8 * padding) - 1) == 0 else { return nil }
                for place in 0..<3 - padding { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place))) }
            }
            return bytes
        }
    }
}
