/// The server's side of the heartbeat: when to ping, and when a client that does not answer is given up.
///
/// All times are milliseconds of one clock that never goes back.
struct EngineHeartbeat: Sendable {
    enum Due {
        case nothing, ping, end
    }

    /// Timers fire up to this much late. A client is given up so much early, so that the time-out that it was told is never
    /// exceeded.
    static let toleranceMilliseconds: UInt64 = 4

    private let interval: UInt64
    private let timeout: UInt64
    private var pingAt: UInt64
    /// When the pong must have come, nil where no ping is unanswered.
    private var pongBy: UInt64?

    init(_ settings: EngineSettings, now: UInt64) {
        interval = UInt64(settings.pingIntervalMilliseconds)
        timeout = UInt64(settings.pingTimeoutMilliseconds)
        pingAt = now + interval
    }

    /// When to look again.
    var nextLook: UInt64 { pongBy ?? pingAt }

    /// Whether the client was pinged and its time is up.
    func isExpired(_ now: UInt64) -> Bool { pongBy.map { now + Self.toleranceMilliseconds >= $0 } ?? false }

    mutating func look(_ now: UInt64) -> Due {
        if pongBy != nil { return isExpired(now) ? .end : .nothing }
        guard now >= pingAt else { return .nothing }
        // From the time at which it was due: lateness is not to add up beyond what the client was told. But a client has half
        // of its time at least: after a loop stood still for longer, all of them would be given up at once.
        pongBy = (now - pingAt <= timeout / 2 ? pingAt : now) + timeout
        return .ping
    }

    mutating func heardPong(_ now: UInt64) {
        guard pongBy != nil else { return }
        pongBy = nil
        pingAt = now + interval
    }
}
