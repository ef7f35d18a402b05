public import Ink

/// A stroke as a synthetic writer wrote it, with the truth about it.
public struct SyntheticStroke: Equatable, Sendable {
    /// The readings, in the frame's coordinates, on its grid.
    public let samples: [Sample]
    /// The reference strokes that it stands for, by their place among the character's `standardStrokes`: none for an extra one, two
    /// for a joined one.
    public let references: [Int]
    /// Whether it was written from the reference's end to its beginning.
    public let isReversed: Bool

    /// A stroke with what it stands for.
    public init(samples: [Sample], references: [Int], isReversed: Bool) {
        self.samples = samples
        self.references = references
        self.isReversed = isReversed
    }
}
