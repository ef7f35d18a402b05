/// The fields of `feedback:live` as a client reads them.
public struct FeedbackText: Equatable, Sendable {
    /// A stable word, such as `order.wrong`.
    public var type = ""
    /// The sentence to the learner.
    public var message = ""
    /// `info`, `hint` or `error`.
    public var severity = ""
    /// Place of the character in the text, from 0.
    public var character = 0
    /// Which written stroke it is about, from 0.
    public var stroke = 0
    /// Index of the sample that decided it, from 0.
    public var at = 0
    /// The other written stroke, from 0, where it is about two strokes.
    public var other: Int?
    /// The character that was written, where it is another one than was asked for.
    public var text: String?

    /// A feedback without content.
    public init() {}
}
