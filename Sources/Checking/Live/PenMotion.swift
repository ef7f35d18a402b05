import Ink

/// How a stroke is made rather than where: whether its device tells times and pressure, and how long the pen rested.
///
/// Pressure that never changes counts as none, and one sample without a time makes the stroke untimed.
struct PenMotion {
    /// Whether every sample so far had a time.
    private(set) var isTimed: Bool
    /// Whether the pressure has changed.
    private(set) var hasPressure = false
    /// Longest time in milliseconds that the pen rested inside the stroke, its beginning and end aside.
    private(set) var longestPause = 0.0
    private let firstPressure: Double
    private var latestTime: Double
    private var advancedAt: Double
    private var restedBefore = 0.0

    /// Below this length the pen has not left its beginning yet.
    private static let beginning = 0.03

    init(_ sample: Sample) {
        firstPressure = sample.pressure
        latestTime = sample.time
        advancedAt = sample.time
        isTimed = sample.time >= 0
    }

    /// Takes the next sample; `hasAdvanced` where the line has grown, to `length`.
    mutating func move(_ sample: Sample, hasAdvanced: Bool, length: Double) {
        if sample.pressure != firstPressure { hasPressure = true }
        guard isTimed, sample.time >= 0 else {
            isTimed = false
            return
        }
        // A clock that runs backwards stands still.
        latestTime = max(latestTime, sample.time)
        guard hasAdvanced else { return }
        if length > Self.beginning {
            longestPause = max(longestPause, restedBefore)
            restedBefore = latestTime - advancedAt
        }
        advancedAt = latestTime
    }

    /// 1 for a stroke that flows, towards 0 the longer the pen rests in it; nil where the stroke is untimed.
    var rhythm: Double? {
        guard isTimed else { return nil }
        return 1 / (1 + (longestPause / Self.longPause) * (longestPause / Self.longPause))
    }

    /// The rest at which half of the rhythm is gone, in milliseconds.
    private static let longPause = 700.0
}
