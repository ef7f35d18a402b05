import Characters

/// How long to wait before coming again: the bound doubles with every failure, and the wait is anywhere below it.
///
/// Full jitter: a crowd that was cut off at once comes back spread over the whole bound, not in waves (Brooker, *Exponential
/// Backoff and Jitter*, 2015).
struct Backoff: Sendable {
    /// The first bound.
    var firstMilliseconds = 100.0
    /// The largest bound.
    var lastMilliseconds = 5_000.0
    private var failures = 0
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// How often it was asked since the last success.
    var attempts: Int { failures }

    /// The next wait.
    mutating func nextMilliseconds() -> Int {
        var bound = firstMilliseconds
        for _ in 0..<min(failures, 30) { bound = min(bound * 2, lastMilliseconds) }
        failures += 1
        return Int(min(bound, lastMilliseconds) * generator.uniform())
    }

    /// It went well: the next wait is short again.
    mutating func reset() { failures = 0 }
}
