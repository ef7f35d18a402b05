import Ink

/// The times of a stroke: whether its device tells any, and how long the pen rested. One sample without a time makes the stroke untimed.
struct PenMotion {
    /// Whether every sample so far had a time.
    private(set) var isTimed: Bool
    /// Longest time in milliseconds that the pen rested inside the stroke, its beginning and end aside.
    private(set) var longestPause = 0.0
    private var latestTime: Double
    private var advancedAt: Double
    private var restedBefore = 0.0

    /// Below this length the pen has not left its beginning yet.
    private static let beginning = 0.03

    init(_ sample: Sample) {
        latestTime = sample.time
        advancedAt = sample.time
        isTimed = sample.time >= 0
    }

    /// Takes the next sample; `hasAdvanced` where the line has grown, to `length`.
    mutating func move(_ sample: Sample, hasAdvanced: Bool, length: Double) {
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
