import Synchronization

/// Memory of the whole server for one purpose, shared by all loops: whoever needs some of it asks first.
final class MemoryBudget: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    /// Memory of which nothing is used.
    init(limit: Int) {
        self.limit = limit
    }

    /// Takes so many bytes, if they are there.
    func take(_ bytes: Int) -> Bool {
        if used.wrappingAdd(bytes, ordering: .relaxed).newValue <= limit { return true }
        give(bytes)
        return false
    }

    func give(_ bytes: Int) {
        used.wrappingSubtract(bytes, ordering: .relaxed)
    }

    /// Whether so many bytes are there now.
    func hasRoom(for bytes: Int) -> Bool { used.load(ordering: .relaxed) + bytes <= limit }
}
