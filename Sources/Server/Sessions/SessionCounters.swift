import Synchronization

/// A figure that one thread counts up and any thread reads: as cheap as a plain addition.
struct Counter: ~Copyable, Sendable {
    private let value = Atomic<UInt64>(0)

    /// The counting thread: adds to the figure. Load and store instead of an atomic addition, since nobody else stores.
    @inline(__always)
    func add(_ amount: Int = 1) {
        value.store(value.load(ordering: .relaxed) &+ UInt64(amount), ordering: .relaxed)
    }

    /// The counting thread: takes from the figure.
    func subtract(_ amount: Int = 1) {
        value.store(value.load(ordering: .relaxed) &- UInt64(amount), ordering: .relaxed)
    }

    /// Any thread: the figure.
    var current: UInt64 { value.load(ordering: .relaxed) }
}

/// What one loop counts about sessions; whoever asks for metrics adds the loops up.
final class SessionCounters: Sendable {
    let connections = Counter()
    let connectionsOpened = Counter()
    let sessionsStarted = Counter()
    let sessionsResumed = Counter()
    let sessionsWatched = Counter()
    let eventsReceived = Counter()
    let bytesReceived = Counter()
    let pointsReceived = Counter()
    let eventsSent = Counter()
    let bytesSent = Counter()
    let errorsSent = Counter()
    let readingPauses = Counter()
    /// From the arrival of a turn's first ink to the turn's last answer, counted by powers of two of microseconds.
    let latency = LatencyHistogram()
}
