/// What a learner knows or does not: a character, or how to avoid one kind of mistake that many characters share.
public enum ReviewItem: Hashable, Sendable {
    /// A character, in normal form C.
    case character(String)
    /// A kind of mistake: the letter or stroke that it is made in, and what is wrong: `ㅂ`, `order`.
    case mistake(of: String, kind: String)

    /// The item as one word, for a column of a table: `c:가`, `m:ㅂ:order`.
    public var key: String {
        switch self {
        case .character(let text): "c:\(text)"
        case .mistake(let part, let kind): "m:\(part):\(kind)"
        }
    }

    /// The item behind a word; nil where it is none.
    public init?(key: String) {
        if key.hasPrefix("c:"), key.count > 2 {
            self = .character(String(key.dropFirst(2)))
        } else if key.hasPrefix("m:"), let colon = key.lastIndex(of: ":"),
            colon > key.index(key.startIndex, offsetBy: 2),
            key.index(after: colon) < key.endIndex
        {
            self = .mistake(
                of: String(key[key.index(key.startIndex, offsetBy: 2)..<colon]),
                kind: String(key[key.index(after: colon)...]))
        } else {
            return nil
        }
    }
}

extension ReviewItem: Comparable {
    /// By the word, so that lists come out the same everywhere.
    public static func < (one: ReviewItem, other: ReviewItem) -> Bool {
        one.key.utf8.lexicographicallyPrecedes(other.key.utf8)
    }
}
