/// How far a learner is with one item: what is remembered, and when it is to be asked for again.
public struct ReviewCard: Hashable, Sendable {
    /// In which part of its life an item is.
    public enum Phase: Hashable, Sendable {
        /// New: asked for again within minutes, on this step of them.
        case learning(step: Int)
        /// Known: asked for again after days.
        case review
        /// Forgotten after it was known: within minutes, on this step.
        case relearning(step: Int)
    }

    /// Where the item is.
    public let phase: Phase
    /// What is remembered.
    public let memory: Memory
    /// The last time that it was asked for.
    public let reviewedAt: Timestamp
    /// When it is due.
    public let dueAt: Timestamp
    /// How often in a row it was known on a day of its own, since it was last forgotten.
    public let successes: Int
    /// How often it was forgotten after it had been known.
    public let lapses: Int
}
