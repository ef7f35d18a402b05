/// One sentence to the learner, with what a client needs to show where it belongs.
public struct Feedback: Equatable, Sendable {
    /// What it is about.
    public var type: FeedbackType
    /// How much it matters.
    public var severity: Severity
    /// Place of the character in the session's text, from 0.
    public var character: Int
    /// Which written stroke of the character it is about, from 0.
    public var stroke: Int
    /// Index of the written stroke's sample that decided it, from 0.
    public var at: Int
    /// One short sentence that says what to do, in the session's language.
    public var message: String
    /// The other written stroke, from 0, where it is about two strokes.
    public var other: Int?
    /// The character that was written, where it is another one than was asked for.
    public var text: Character?

    /// A feedback from its parts.
    public init(
        type: FeedbackType, severity: Severity, character: Int, stroke: Int, at: Int, message: String,
        other: Int? = nil, text: Character? = nil
    ) {
        self.type = type
        self.severity = severity
        self.character = character
        self.stroke = stroke
        self.at = at
        self.message = message
        self.other = other
        self.text = text
    }
}
