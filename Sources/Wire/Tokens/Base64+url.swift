/// Base64 for addresses and headers (RFC 4648, section 5): two other digits, and no padding.
extension Base64 {
    /// The digits of the bytes.
    package static func encode(url bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes.span.bytes, to: &text)
        let digits = text.lazy.filter { $0 != UInt8(ascii: "=") }.map { digit in
            switch digit {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: digit
            }
        }
        return String(decoding: Array(digits), as: UTF8.self)
    }

    /// The bytes that the text stands for; nil for what is no base64url, or has padding.
    package static func decode(url text: some Sequence<UInt8>) -> [UInt8]? {
        var digits: [UInt8] = []
        for byte in text {
            switch byte {
            case UInt8(ascii: "-"): digits.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): digits.append(UInt8(ascii: "/"))
            case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
            default: digits.append(byte)
            }
        }
        while digits.count % 4 != 0 { digits.append(UInt8(ascii: "=")) }
        return decode(digits.span.bytes)
    }
}
