/// A session's id: 120 random bits, the loop that keeps it, and the node's tag, where it has one.
///
/// `Qm9vLWJhei1iYXotYmF6AC.n1`: twenty digits of base64url, two for the loop, a period and the tag. So any loop, and any load
/// balancer, can tell from the id alone where a request belongs, and nobody needs a table of sessions that others keep.
public enum EngineSessionID {
    /// Loops that an id can tell apart.
    public static let loops = 4096
    /// Random bytes of an id.
    public static let randomBytes = 15

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let randomDigits = 20

    /// Makes an id of random bytes.
    public static func make(random: [UInt8], loop: Int, node: String?) -> String {
        precondition(random.count == randomBytes && loop < loops, "fifteen bytes and a loop's index")
        var text: [UInt8] = []
        for start in stride(from: 0, to: randomBytes, by: 3) {
            let bits = random[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
            for shift in [18, 12, 6, 0] { text.append(digits[bits >> shift & 63]) }
        }
        text.append(digits[loop >> 6])
        text.append(digits[loop & 63])
        return String(decoding: text, as: UTF8.self) + (node.map { "." + $0 } ?? "")
    }

    /// The loop that keeps the session, nil where the text is no id.
    public static func loop(of id: String) -> Int? {
        let text = Array(id.utf8.prefix(randomDigits + 2))
        guard text.count == randomDigits + 2, let high = digits.firstIndex(of: text[randomDigits]),
            let low = digits.firstIndex(of: text[randomDigits + 1])
        else { return nil }
        return high << 6 | low
    }

    /// Whether this can be a node's tag: 1 to 32 letters, digits, `-` and `_`.
    public static func isTag(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count) && text.utf8.allSatisfy { digits.contains($0) }
    }
}
