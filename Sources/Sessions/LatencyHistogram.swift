import Synchronization

/// Durations counted in buckets whose bounds double: 16 µs, 32 µs … 1.05 s, and all above.
///
/// One thread counts, any thread reads.
package final class LatencyHistogram: Sendable {
    /// Number of buckets with an upper bound.
    package static let bounds = 17

    private let counts: Mutex<[UInt64]> = Mutex(Array(repeating: 0, count: bounds + 1))
    private let sum = Counter()

    /// Counts a duration.
    func record(microseconds: UInt64) {
        let bucket = min(Self.bounds, max(0, UInt64.bitWidth - (max(microseconds, 1) - 1).leadingZeroBitCount - 4))
        counts.withLock { $0[bucket] += 1 }
        sum.add(Int(clamping: microseconds))
    }

    /// Upper bound of a bucket in seconds.
    package static func bound(_ bucket: Int) -> Double { Double(16 << bucket) / 1e6 }

    /// The count of each bucket, the last one without a bound, and the sum of all durations in seconds.
    package var reading: (counts: [UInt64], seconds: Double) { (counts.withLock { $0 }, Double(sum.current) / 1e6) }
}
