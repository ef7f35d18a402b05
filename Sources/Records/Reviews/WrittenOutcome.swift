/// What the ink says of how well a character was known when it was written.
public struct WrittenOutcome: Hashable, Sendable {
    /// What the learner saw while writing.
    public enum Help: Hashable, Sendable { case none, fading, ghost }

    /// Whether the verdict is “correct”.
    public let isCorrect: Bool
    /// Faults that a right character may have: shape, length, place, rhythm.
    public let blemishes: Int
    /// Strokes that were drawn for the learner.
    public let drawnStrokes: Int
    /// What the learner saw.
    public let help: Help
    /// The longest time the pen was up between two strokes, in milliseconds; nil where the ink has no times.
    public let longestPause: Int?

    /// An outcome from its parts.
    public init(
        isCorrect: Bool, blemishes: Int = 0, drawnStrokes: Int = 0, help: Help = .none, longestPause: Int? = nil
    ) {
        self.isCorrect = isCorrect
        self.blemishes = blemishes
        self.drawnStrokes = drawnStrokes
        self.help = help
        self.longestPause = longestPause
    }

    /// A pause that says that the next stroke had to be thought of. Chosen, not measured.
    public static let hesitation = 4_000
    /// Writing without any longer pause is fluent. Chosen, not measured.
    public static let fluency = 800

    /// The grade of the review; nil where nothing was asked of memory: a character that was traced right is practice and leaves the intervals alone.
    public var grade: ReviewGrade? {
        if !isCorrect || drawnStrokes > 0 { return .again }
        switch help {
        case .ghost: return nil
        case .fading: return .hard
        case .none: break
        }
        if blemishes > 0 { return .hard }
        guard let longestPause else { return .good }
        if longestPause > Self.hesitation { return .hard }
        return longestPause <= Self.fluency ? .easy : .good
    }
}
