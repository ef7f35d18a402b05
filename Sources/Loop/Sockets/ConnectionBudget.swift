internal import Synchronization

/// How many connections a server may hold over all its loops.
public final class ConnectionBudget: Sendable {
    /// The most at a time.
    public let limit: Int
    private let used = Atomic<Int>(0)

    /// A budget of which nothing is used.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Connections now.
    public var count: Int { used.load(ordering: .relaxed) }

    func take() -> Bool {
        if used.wrappingAdd(1, ordering: .relaxed).newValue <= limit { return true }
        give()
        return false
    }

    func give() {
        used.wrappingSubtract(1, ordering: .relaxed)
    }
}
