import Ink

/// How a stroke is made rather than where: its pressure and its pauses, in a few numbers however long it is.
///
/// Pressure that never changes counts as none, and one sample without a time makes the stroke untimed.
struct PenMotion {
    private let firstTime: Double
    private var latestTime: Double
    private var advancedAt: Double
    private var isTimed: Bool
    private var lowest: Double
    private var highest: Double
    private var sum: Double
    private var count = 1
    /// Longest time in milliseconds that the pen rested inside the stroke, its beginning and end aside.
    private(set) var longestPause = 0.0
    private var restedBefore = 0.0

    /// Below this length the pen has not left its beginning yet.
    private static let beginning = 0.03

    init(_ sample: Sample) {
        firstTime = sample.time
        latestTime = sample.time
        advancedAt = sample.time
        isTimed = sample.time >= 0
        lowest = sample.pressure
        highest = sample.pressure
        sum = sample.pressure
    }

    /// Takes the next sample; `hasAdvanced` where the line has grown, to `length`.
    mutating func move(_ sample: Sample, hasAdvanced: Bool, length: Double) {
        count += 1
        sum += sample.pressure
        lowest = min(lowest, sample.pressure)
        highest = max(highest, sample.pressure)
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

    /// Mean pressure, 0…1, nil where the device has none.
    var pressure: Double? { highest > lowest ? sum / Double(count) : nil }

    /// Milliseconds from the first to the last sample, nil where the stroke is untimed.
    var duration: Double? { isTimed ? latestTime - firstTime : nil }

    /// 1 for a stroke that flows, towards 0 the longer the pen rests in it; nil where the stroke is untimed.
    var rhythm: Double? {
        guard isTimed else { return nil }
        return 1 / (1 + (longestPause / Self.longPause) * (longestPause / Self.longPause))
    }

    /// A rest that is no hesitation yet, in milliseconds: people stop for less at corners.
    static let longPause = 700.0
}
