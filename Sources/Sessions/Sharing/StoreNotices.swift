/// Which stores the operator was told to be out of reach: each loss once, when it has lasted a second, and each return.
struct StoreNotices {
    /// What is to be told.
    enum Notice: Equatable {
        case lost, back
    }

    /// Milliseconds that a store may be out of reach without a word: connecting takes some, and so does a failover's first part.
    private static let patience: UInt64 = 1_000

    private var lostAt: [Int: UInt64] = [:]
    private var told: Set<Int> = []

    /// Takes note of how a store does at a time in milliseconds; nil where there is nothing to tell.
    mutating func note(_ server: Int, isInTrouble: Bool, now: UInt64) -> Notice? {
        guard isInTrouble else {
            lostAt[server] = nil
            return told.remove(server) == nil ? nil : .back
        }
        let since = lostAt[server] ?? now
        lostAt[server] = since
        // Loops look at their own clocks, which may be a moment behind each other.
        guard now >= since + Self.patience, told.insert(server).inserted else { return nil }
        return .lost
    }
}
