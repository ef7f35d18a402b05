/// Bounds of what one event may hold. Part of the protocol: `protocol/README.md` states the same figures.
public enum EventLimits {
    /// Characters (extended grapheme clusters, white space not counted) of a session's text.
    public static let textCharacters = 200
    /// Points of one `stroke:move`: more than a minute and a half of a pen at 120 Hz.
    public static let pointsPerEvent = 16_384
    /// Arrays and objects inside each other.
    public static let depth = 32
    /// Bytes of a secret, an id, a level, a locale.
    public static let wordBytes = 256
    /// Bytes of a token.
    public static let tokenBytes = 8_192
    /// The largest number of an event: the largest integer that every JSON library keeps exact (2^53 − 1).
    public static let largestNumber: UInt64 = 9_007_199_254_740_991
}
