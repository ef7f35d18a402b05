/// A small generator of repeatable randomness: the same seed gives the same numbers on every machine.
///
/// SplitMix64 (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator that starts at a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number evenly spread over 0 ..< 1, a multiple of 2⁻⁵³.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number spread like a normal distribution of standard deviation 1, never beyond ±2.5.
    ///
    /// The sum of twelve even numbers less six (Irwin–Hall): no logarithm, so the same bits everywhere.
    public mutating func bounded() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += uniform() }
        return min(max(sum, -2.5), 2.5)
    }
}
