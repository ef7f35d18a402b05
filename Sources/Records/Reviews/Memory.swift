/// What is remembered of one item, in FSRS's two numbers.
public struct Memory: Hashable, Sendable {
    /// Days after which it is still known with a probability of 0.9.
    public let stability: Double
    /// From 1, easily learnt, to 10.
    public let difficulty: Double

    static let leastStability = 0.001

    init(stability: Double, difficulty: Double) {
        self.stability = stability
        self.difficulty = difficulty
    }

    static func clamped(difficulty: Double) -> Double { min(max(difficulty, 1), 10) }
}
