/// e to the power of a number that is not positive, by additions and multiplications alone: the same bits on every processor, as a library's
/// exponential is not.
enum Exponential {
    /// Beyond this nothing is left.
    private static let least = -64.0
    private static let halvings = 10

    /// Within 10⁻¹² of the exponential for numbers from −64 to 0; 0 below.
    static func value(of exponent: Double) -> Double {
        guard exponent > least else { return 0 }
        // e^x = (e^(x / 1024))^1024, and for a small number five terms of the series are enough.
        let small = exponent / Double(1 << halvings)
        var value = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4 * (1 + small / 5))))
        for _ in 0..<halvings { value *= value }
        return value
    }
}
