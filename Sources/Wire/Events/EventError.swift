/// An event that cannot be used, with a stable code and a sentence that tells a person what to do.
public struct EventError: Error, Equatable, Sendable {
    /// The stable word.
    public var code: ErrorCode
    /// One or two English sentences for the person who writes the client.
    public var message: String

    /// An error from its code and sentence.
    public init(_ code: ErrorCode, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether the connection ends after it.
    public var isFatal: Bool { code.closeCode != nil }
}
