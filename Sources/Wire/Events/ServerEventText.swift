/// What an encoded server event says about itself, read from the front of its text alone.
///
/// The encoder's order of keys is fixed, so the front of the text tells what a carrier needs to know that does not read events.
public enum ServerEventText {
    private static let ready = Array(#"["session:ready",{"session":""#.utf8)
    private static let error = Array(#"["error","#.utf8)
    private static let code = Array(#"{"code":""#.utf8)
    private static let number = Array(#","#.utf8) + Array(#"{"seq":"#.utf8)

    /// The session of a `session:ready`, nil for other events.
    public static func readySession(_ event: RawSpan) -> String? {
        event.withUnsafeBytes { bytes in
            guard bytes.starts(with: ready) else { return nil }
            return String(decoding: bytes[ready.count...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        }
    }

    /// Where the body of an `error` lies, nil for other events.
    public static func errorBody(_ event: RawSpan) -> Range<Int>? {
        event.withUnsafeBytes { bytes in
            bytes.starts(with: error) && bytes.count > error.count ? error.count..<bytes.count - 1 : nil
        }
    }

    /// The word in the body of an `error`.
    public static func code(ofErrorBody body: RawSpan) -> String? {
        body.withUnsafeBytes { bytes in
            guard bytes.starts(with: code) else { return nil }
            return String(decoding: bytes[code.count...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        }
    }

    /// The number of an output (`feedback:live`, `correction:suggest`, `stroke:fit`), nil for other events.
    public static func outputNumber(_ event: RawSpan) -> UInt64? {
        event.withUnsafeBytes { bytes in
            guard let comma = bytes.firstIndex(of: UInt8(ascii: ",")), bytes[comma...].starts(with: number) else {
                return nil
            }
            var value: UInt64 = 0
            for byte in bytes[(comma + number.count)...] {
                guard byte &- 0x30 < 10 else { break }
                value = value &* 10 &+ UInt64(byte &- 0x30)
            }
            return value
        }
    }
}
