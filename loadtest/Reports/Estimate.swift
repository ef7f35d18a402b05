/// A mean with its uncertainty: the interval in which the true mean lies with 95 % confidence, as far as the values are independent.
struct Estimate: Equatable, Sendable {
    let mean: Double
    /// Half of the interval's width; nil where a single value tells nothing about noise.
    let margin: Double?
    fileprivate let variance: Double
    fileprivate let count: Int

    /// Of values, at least one.
    init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        count = values.count
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        guard values.count > 1 else {
            variance = 0
            margin = nil
            return
        }
        variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        margin = Self.student(Double(values.count - 1)) * (variance / Double(values.count)).squareRoot()
    }

    /// By how much another mean is larger, with the margin of the difference (Welch); nil margin where either has none.
    func difference(to other: Estimate) -> (difference: Double, margin: Double?) {
        let difference = other.mean - mean
        guard margin != nil, other.margin != nil else { return (difference, nil) }
        let own = variance / Double(count), others = other.variance / Double(other.count)
        guard own + others > 0 else { return (difference, 0) }
        let freedom =
            (own + others) * (own + others)
            / (own * own / Double(count - 1) + others * others / Double(other.count - 1))
        return (difference, Self.student(freedom) * (own + others).squareRoot())
    }

    /// The 97.5th percentile of Student's t distribution, by the nearest smaller number of degrees of freedom in the table.
    private static func student(_ freedom: Double) -> Double {
        let table: [(Double, Double)] = [
            (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (6, 2.447), (7, 2.365), (8, 2.306), (9, 2.262),
            (10, 2.228), (12, 2.179), (15, 2.131), (20, 2.086), (30, 2.042), (60, 2.000), (120, 1.980),
        ]
        return table.last { $0.0 <= freedom + 1e-9 }?.1 ?? 12.706
    }
}
