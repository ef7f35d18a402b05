import Synchronization

/// How often each limit was run into, over all loops. Counted where somebody is refused or cut off, never on the way of a message.
public final class LimitCounters: Sendable {
    private let counts = Mutex<[Limit: Int]>([:])

    /// Nothing has happened yet.
    public init() {}

    /// Counts one.
    package func note(_ limit: Limit) { counts.withLock { $0[limit, default: 0] += 1 } }

    /// How often it was run into.
    package func count(_ limit: Limit) -> Int { counts.withLock { $0[limit] ?? 0 } }
}
