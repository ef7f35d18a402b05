/// What one member of a class has written of one character.
public struct MemberProgress: Hashable, Sendable {
    /// Who it is.
    public let user: RecordID
    /// The character.
    public let character: String
    /// How often it was written.
    public let attempts: Int64
    /// How often it was right.
    public let correct: Int64
    /// The mean of the scores, 0…1.
    public let score: Double
    /// When it was last written.
    public let lastAt: Timestamp

    /// Progress from its fields.
    public init(
        user: RecordID, character: String, attempts: Int64, correct: Int64, score: Double, lastAt: Timestamp
    ) {
        self.user = user
        self.character = character
        self.attempts = attempts
        self.correct = correct
        self.score = score
        self.lastAt = lastAt
    }
}
