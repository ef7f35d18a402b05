@_spi(_Unicode) import Swift

/// An address for letters, in the one form in which it is kept and looked for.
///
/// Letters are lower case, accents composed (Unicode NFC), and there is no white space around it: whoever types it another way at the next sign-in
/// means the same account.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// Bytes that an address may have (RFC 5321, section 4.5.3.1.3, less the brackets).
    public static let mostBytes = 254

    /// The address.
    public let text: String

    /// An address as somebody typed it; nil for what cannot be one: without exactly one `@` between two parts, with white space, control characters,
    /// quotes, brackets or a comma, with an empty label in the domain, or too long.
    public init?(_ typed: some StringProtocol) {
        let normal = Self.normal(typed)
        let parts = normal.split(separator: "@", omittingEmptySubsequences: false)
        guard normal.utf8.count <= Self.mostBytes, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            normal.unicodeScalars.allSatisfy(Self.isTaken), Self.isDomain(parts[1])
        else { return nil }
        text = normal
    }

    /// An address that was kept.
    public init(kept text: String) { self.text = text }

    /// The address.
    public var description: String { text }

    private static func normal(_ typed: some StringProtocol) -> String {
        let trimmed = typed.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        var normal = ""
        // Lower case first: the lower-case form of a composed letter may be decomposed.
        for scalar in String(trimmed).lowercased()._nfc { normal.unicodeScalars.append(scalar) }
        return normal
    }

    private static func isDomain(_ domain: Substring) -> Bool {
        domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
            (1...63).contains($0.utf8.count) && $0.first != "-" && $0.last != "-"
        }
    }

    private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: !"\"(),:;<>[\\]".unicodeScalars.contains(scalar)
        }
    }
}
