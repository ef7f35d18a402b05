import Synchronization

/// The server's memory for windows that compressed connections keep, shared by all loops.
final class CompressionMemory: Sendable {
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
}
