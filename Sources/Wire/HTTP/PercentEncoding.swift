/// Percent-encoding in paths (RFC 3986, section 2.1).
public enum PercentEncoding {
    /// The text that a part of a path stands for; nil where it is not encoded rightly, or not UTF-8.
    public static func decoded(_ part: Substring) -> String? {
        var bytes: [UInt8] = [], rest = part.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst(), let low = rest.popFirst(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
