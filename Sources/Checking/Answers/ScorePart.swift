/// One part of a character's score, so that a teacher can follow the sum.
public struct ScorePart: Equatable, Sendable {
    /// What a part is about; the raw values are its names in messages.
    public enum Kind: String, CaseIterable, Sendable {
        /// No stroke before one that was due first.
        case order
        /// Every stroke from its beginning to its end.
        case direction
        /// Lines like those of the reference.
        case shape
        /// Places and lengths, and how the character stands as a whole.
        case proportion
        /// Strokes that flow.
        case rhythm
        /// Neither missing, extra nor merged strokes.
        case coverage

        /// Its share of the whole where the ink has times.
        var weight: Double {
            switch self {
            case .order: 0.1
            case .direction: 0.1
            case .shape: 0.35
            case .proportion: 0.35
            case .rhythm: 0.05
            case .coverage: 0.05
            }
        }
    }

    /// What it is about.
    public var kind: Kind
    /// Its share of the whole, 0…1; the weights of all parts add up to 1.
    public var weight: Double
    /// 0…1, a multiple of 0.0001.
    public var value: Double
    /// The written stroke that cost most, nil where none did.
    public var stroke: Int?

    /// The name of its kind.
    public var name: String { kind.rawValue }
}
