/// What an accepted connection holds of its server's budget.
struct ConnectionPlace: Sendable {
    let budget: ConnectionBudget
    /// Whether it counts among those of its address.
    private(set) var isCounted: Bool

    init(budget: ConnectionBudget, isCounted: Bool) {
        self.budget = budget
        self.isCounted = isCounted
    }

    /// The connection is gone, wherever it came from.
    func giveBack(_ address: SocketAddress) { budget.leave(address, wasCounted: isCounted) }

    /// The client is elsewhere than was thought; false where there are too many from there.
    mutating func move(from old: SocketAddress, to new: SocketAddress) -> Bool {
        if isCounted { budget.give(old) }
        isCounted = budget.isCounted(new) && budget.take(new)
        if isCounted || !budget.isCounted(new) { return true }
        budget.note(.addressFull)
        return false
    }
}
