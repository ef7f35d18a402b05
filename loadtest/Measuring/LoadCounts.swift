/// What a loop's pens have done and met with so far.
struct LoadCounts: Codable, Equatable, Sendable {
    /// Ink events, and the `stroke:move` among them.
    var eventsSent: UInt64 = 0
    var movesSent: UInt64 = 0
    /// Those that left later than the bound after they were due, although there was a session to send them to.
    var eventsLate: UInt64 = 0
    /// Events of the server.
    var eventsReceived: UInt64 = 0
    var connects: UInt64 = 0
    var resumes: UInt64 = 0
    var sessionsFinished: UInt64 = 0
    var charactersFinished: UInt64 = 0
    /// Connections that were lost, attempts that failed.
    var losses: UInt64 = 0
    /// Outputs that came again, as they may after a resume.
    var duplicates: UInt64 = 0
    var outputsMissing: UInt64 = 0
    var inkLost: UInt64 = 0
    var errors: UInt64 = 0
    var unanswered: UInt64 = 0
    var sessionsLost: UInt64 = 0
    var sessionsCompared: UInt64 = 0
    var sessionsDifferent: UInt64 = 0
    /// Processor time of loops that never sleep, while they had nothing to do.
    var idleNanoseconds: UInt64 = 0

    static func += (sum: inout LoadCounts, more: LoadCounts) {
        for field in fields { sum[keyPath: field] += more[keyPath: field] }
    }

    static func - (later: LoadCounts, earlier: LoadCounts) -> LoadCounts {
        var difference = later
        for field in fields { difference[keyPath: field] -= earlier[keyPath: field] }
        return difference
    }

    private nonisolated(unsafe) static let fields: [WritableKeyPath<LoadCounts, UInt64>] = [
        \.eventsSent, \.movesSent, \.eventsLate, \.eventsReceived, \.connects, \.resumes, \.sessionsFinished,
        \.charactersFinished, \.losses, \.duplicates, \.outputsMissing, \.inkLost, \.errors, \.unanswered,
        \.sessionsLost, \.sessionsCompared, \.sessionsDifferent, \.idleNanoseconds,
    ]
}
