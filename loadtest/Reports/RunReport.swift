/// All that a run found out: what `--json` prints, `--report` draws and `compare` reads.
struct RunReport: Codable, Sendable {
    /// One second of a run.
    struct Moment: Codable, Sendable {
        /// Seconds from the run's beginning to this second's end.
        var second: Double
        var pens: Int
        var movesPerS: Double
        var eventsPerS: Double
        /// From ink to acknowledgement, curve, feedback or verdict, in milliseconds; nil where nothing came.
        var p50Ms: Double?
        var p99Ms: Double?
        var maxMs: Double?
        /// Share of late sends, 0…1.
        var lateShare: Double
        /// Connections that were lost in this second.
        var losses: UInt64
    }

    /// One number of pens of a capacity run.
    struct Level: Codable, Sendable {
        var pens: Int
        var movesPerS: Double
        var p50Ms: Double
        var p90Ms: Double
        var p99Ms: Double
        var maxMs: Double
        var lateShare: Double
        /// Processor time of the watched processes, and of this one, in cores.
        var serverCores: Double?
        var ownCores: Double
        /// Whether the harness kept its schedule and all that was offered was answered.
        var isValid: Bool
        /// Whether p99 stays within the objective.
        var isWithinObjective: Bool

        /// What a move cost the watched processes; nil where none was sent or none is watched.
        var microsecondsPerMove: Double? {
            guard movesPerS > 0, let serverCores else { return nil }
            return serverCores / movesPerS * 1e6
        }
    }

    /// A process over time.
    struct ProcessSeries: Codable, Sendable {
        var name: String
        var pid: Int
        var seconds: [Double] = []
        /// Processor time, in cores.
        var cores: [Double] = []
        var residentMegabytes: [Double] = []
    }

    /// What many quiet connections cost.
    struct Idle: Codable, Sendable {
        var connections: Int
        var heldSeconds: Double
        var lost: UInt64
        /// Resident memory of the watched processes that came with the connections, for each of them.
        var bytesPerConnection: Double?
    }

    /// Whether the answers were the expected ones.
    struct Verification: Codable, Sendable {
        var sessionsCompared: Int
        var sessionsDifferent: Int
        var firstDifference: String?
    }

    var scenario: String
    var url: String
    var transport: String
    /// When it began, in UTC.
    var startedAt: String
    var seconds: Double
    var pens: Int
    var loops: Int
    var seed: UInt64
    /// False where the figures are not to be trusted; `invalidBecause` says why.
    var valid = true
    var invalidBecause: [String] = []
    /// What a reader should know besides.
    var notes: [String] = []
    var wasInterrupted = false
    var movesPerS = 0.0
    var eventsPerS = 0.0
    /// From ink to acknowledgement, curve, feedback or verdict.
    var p99Ms: Double?
    var objectiveMs: Double?
    /// Bytes of a message of a closed loop.
    var messageBytes: Int?
    var counts = LoadCounts()
    /// By the kind's key.
    var latencies: [String: Quantiles] = [:]
    var curves: [String: PercentileCurve] = [:]
    /// How late the harness handed events to the socket.
    var lateness: Quantiles?
    var lateShare = 0.0
    var lateMs = 0.0
    /// Processor time of this process in microseconds for each event sent or received.
    var ownMicrosecondsPerEvent = 0.0
    var timeline: [Moment] = []
    var levels: [Level]?
    var processes: [ProcessSeries] = []
    /// The server's own counters, of which each changed: from the run's beginning to its end.
    var serverCounters: [String: Double] = [:]
    var idle: Idle?
    var verification: Verification?
    /// What went wrong, and how often.
    var troubles: [String: UInt64] = [:]

    /// Whether each message waited for the answer to the one before, so that none had a time of its own.
    var isClosedLoop: Bool { scenario.hasPrefix("echo") }
}
