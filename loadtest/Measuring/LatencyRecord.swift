import Histogram

/// Latencies of each kind since they were last taken.
///
/// In microseconds, with three significant digits, up to an hour; what is longer counts as an hour.
struct LatencyRecord: Sendable {
    static let longest: UInt64 = 3_600_000_000
    /// A histogram of microseconds without a value.
    static let emptyHistogram = Histogram<UInt64>(
        highestTrackableValue: longest, numberOfSignificantValueDigits: .three)

    /// By the kind's raw value.
    private(set) var histograms = Array(repeating: emptyHistogram, count: LatencyKind.allCases.count)

    /// Adds one.
    @inline(__always)
    mutating func add(_ kind: LatencyKind, nanoseconds: UInt64) {
        histograms[kind.rawValue].record(min(nanoseconds / 1000, Self.longest))
    }

    /// Adds all of another record.
    mutating func add(_ more: LatencyRecord) {
        for place in histograms.indices where more.histograms[place].totalCount > 0 {
            histograms[place].add(more.histograms[place])
        }
    }

    /// The histogram of a kind.
    subscript(_ kind: LatencyKind) -> Histogram<UInt64> { histograms[kind.rawValue] }

    /// From ink to whatever answers it: acknowledgement, curve, feedback, verdict.
    var answers: Histogram<UInt64> {
        var sum = feedback
        sum.add(self[.acknowledgement])
        sum.add(self[.echo])
        return sum
    }

    /// From ink to what the server says about it: curve, feedback, verdict.
    var feedback: Histogram<UInt64> {
        var sum = self[.feedback]
        sum.add(self[.verdict])
        sum.add(self[.fit])
        return sum
    }
}
