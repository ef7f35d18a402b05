import Synchronization

/// A figure that one thread counts up and any thread reads: as cheap as a plain addition.
package struct Counter: ~Copyable, Sendable {
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
    package var current: UInt64 { value.load(ordering: .relaxed) }
}

/// What one loop counts about sessions; whoever asks for metrics adds the loops up.
package final class SessionCounters: Sendable {
    package let connections = Counter()
    package let connectionsOpened = Counter()
    package let sessionsStarted = Counter()
    package let sessionsResumed = Counter()
    package let sessionsWatched = Counter()
    package let eventsReceived = Counter()
    package let bytesReceived = Counter()
    package let pointsReceived = Counter()
    package let eventsSent = Counter()
    package let bytesSent = Counter()
    package let errorsSent = Counter()
    package let readingPauses = Counter()
    /// From the arrival of a turn's first ink to the turn's last answer, counted by powers of two of microseconds.
    package let latency = LatencyHistogram()
}
