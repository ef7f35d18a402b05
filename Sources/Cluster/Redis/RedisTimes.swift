/// How patient we are with Redis, in milliseconds.
public struct RedisTimes: Sendable {
    /// From the first packet to a connection that has been greeted.
    public var connect = 2_000
    /// From a command to its answer; then the connection counts as dead.
    public var answer = 2_000
    /// From one sign of life to the next question for one, where nothing is said anyway.
    public var probe = 2_000
    /// The first wait before a server is tried again; it doubles with each failure, and the wait is drawn from below it.
    public var firstRetry = 50
    /// The longest wait.
    public var lastRetry = 2_000

    /// The defaults.
    public init() {}
}
