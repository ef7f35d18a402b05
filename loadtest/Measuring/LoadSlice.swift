import Histogram

/// What was measured within a time, and what was counted up to its end.
struct LoadSlice: Sendable {
    var latencies = LatencyRecord()
    /// How late the harness itself was.
    var lateness = LatencyRecord.emptyHistogram
    /// From the beginning of the run.
    var counts = LoadCounts()
    /// From the beginning of the run, by what happened.
    var troubles: [String: UInt64] = [:]
    /// The first session that was told something else than expected.
    var firstDifference: String?

    /// Adds what another loop measured in the same time.
    mutating func addLoop(_ other: LoadSlice) {
        latencies.add(other.latencies)
        lateness.add(other.lateness)
        counts += other.counts
        troubles.merge(other.troubles) { $0 + $1 }
        firstDifference = firstDifference ?? other.firstDifference
    }

    /// Adds the time that follows.
    mutating func addTime(_ later: LoadSlice) {
        latencies.add(later.latencies)
        lateness.add(later.lateness)
        counts = later.counts
        troubles = later.troubles
        firstDifference = later.firstDifference
    }

    /// Share of the sends, 0…1, that left more than ``PenMeter/lateNanoseconds`` after they were due.
    var lateShare: Double {
        lateness.totalCount == 0
            ? 0 : 1 - lateness.percentileAtOrBelowValue(PenMeter.lateNanoseconds / 1000) / 100
    }
}
