/// Which of somebody's attempts are wanted; what is nil is not asked for.
public struct AttemptFilter: Hashable, Sendable {
    /// The whole text that they belong to.
    public var text: String?
    /// The character that was to be written.
    public var character: String?
    /// Whether they are right.
    public var isCorrect: Bool?
    /// A kind of mistake that was made in them.
    public var fault: String?
    /// The lesson that they were written for.
    public var lesson: String?
    /// When they were written, or later.
    public var from: Timestamp?
    /// Before when they were written.
    public var to: Timestamp?

    /// All of them.
    public init() {}
}
