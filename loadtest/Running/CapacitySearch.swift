/// Looks for the largest number of pens that a server stands: up by half as many again until it is too many, then by halving the
/// interval. Pure: results in, the next number out.
struct CapacitySearch: Equatable, Sendable {
    /// The largest number that went well so far, and the smallest that did not.
    private(set) var good: Int?
    private(set) var bad: Int?
    private let first: Int
    private let most: Int
    private var refinements = 0

    /// Halvings of the interval at the end: three leave an eighth of the last step, which is half of the good number.
    private static let refinements = 3
    private static let fewest = 1

    /// A search that begins with `first` pens and tries at most `most`.
    init(first: Int, most: Int) {
        self.first = max(first, Self.fewest)
        self.most = max(most, self.first)
    }

    /// The number to try next; nil when the answer is good enough.
    var next: Int? {
        guard let bad else {
            guard let good else { return first }
            return good >= most ? nil : min(most, good + max(good / 2, 1))
        }
        guard let good else { return bad / 2 < Self.fewest ? nil : bad / 2 }
        guard refinements < Self.refinements, bad - good > max(good / 50, 1) else { return nil }
        return (good + bad) / 2
    }

    /// Takes the result of a number.
    mutating func note(_ pens: Int, isGood: Bool) {
        if good != nil, bad != nil { refinements += 1 }
        if isGood { good = max(good ?? 0, pens) } else { bad = min(bad ?? .max, pens) }
    }
}
