/// Percent-encoding in paths, and in users and passwords of addresses (RFC 3986, section 2.1).
public enum PercentEncoding {
    /// The text that a part of a path stands for; nil where it is not encoded rightly, or not UTF-8.
    public static func decoded(_ part: Substring) -> String? {
        var bytes: [UInt8] = [], rest = part.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = digit(rest.popFirst()), let low = digit(rest.popFirst()) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8?) -> UInt8? {
        byte.flatMap { Character(Unicode.Scalar($0)).hexDigitValue }.map(UInt8.init)
    }
}
