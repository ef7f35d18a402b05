/// How much of a request is read before it is refused.
public struct HTTPLimits: Hashable, Sendable {
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
