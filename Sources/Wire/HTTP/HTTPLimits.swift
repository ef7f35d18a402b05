/// How much of a request is read before it is refused.
public struct HTTPLimits: Hashable, Sendable {
    /// Which of the limits a request ran into.
    public enum Kind: Hashable, Sendable {
        /// ``HTTPLimits/requestLineBytes``
        case requestLine
        /// ``HTTPLimits/headBytes``
        case head
        /// ``HTTPLimits/headerCount``
        case headers
        /// ``HTTPLimits/bodyBytes``
        case body
    }

    /// Bytes of the request line; beyond it 414.
    public var requestLineBytes = 8 * 1024
    /// Bytes of the request line and all header lines; beyond it 431.
    public var headBytes = 16 * 1024
    /// Number of header lines; beyond it 431.
    public var headerCount = 100
    /// Bytes of the body; beyond it 413.
    public var bodyBytes = 1024 * 1024

    /// The defaults.
    public init() {}
}
