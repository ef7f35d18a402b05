/// A character that ink may be.
public struct RecognitionCandidate: Equatable, Sendable {
    /// The character.
    public var text: Character
    /// 0…1: how likely it is, of all that the recogniser knows.
    public var probability: Double

    /// A candidate from its fields.
    public init(text: Character, probability: Double) {
        self.text = text
        self.probability = probability
    }
}
