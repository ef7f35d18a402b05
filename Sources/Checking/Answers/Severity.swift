/// How much a feedback matters.
public enum Severity: String, Sendable {
    /// All is well, or a fact without a fault.
    case info
    /// Could be more beautiful; never makes a character wrong.
    case hint
    /// A fault: the character is not written as it should be.
    case error
}
