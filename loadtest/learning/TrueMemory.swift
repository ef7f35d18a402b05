import Glibc

/// What really is remembered of an item: a half-life that grows with every recall, the more the nearer it was to be forgotten.
///
/// Exponential forgetting (Ebbinghaus; half-lives as in Settles and Meeder 2016), on purpose not the power law that FSRS believes in.
struct TrueMemory {
    private var halfLife: Double
    private let growth: Double
    private var day: Double?

    init(halfLife: Double, growth: Double) {
        self.halfLife = halfLife
        self.growth = growth
    }

    /// How likely it is that it is known on a day; of what was never written, little.
    func probability(on now: Double) -> Double {
        guard let day else { return 0.25 }
        // A hand slips, and guesses.
        return 0.03 + 0.93 * exp2(-(now - day) / halfLife)
    }

    /// It was asked for, and known or shown.
    mutating func ask(on now: Double, known: Bool) {
        let lost = day.map { 1 - exp2(-(now - $0) / halfLife) } ?? 0
        halfLife = known ? halfLife * (1 + growth * (0.1 + lost)) : max(halfLife * 0.5, 0.5)
        day = now
    }
}
