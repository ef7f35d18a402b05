import CMeter

/// Measures stretches of a workload and counts their operations.
struct Meter {
    private let before = meter_read()
    private var operations = 0

    /// Measures one stretch that does so many operations.
    @inline(__always)
    mutating func measure(_ count: Int, _ body: () -> Void) {
        meter_start()
        body()
        meter_stop()
        operations += count
    }

    /// What the stretches cost together.
    var cost: Cost {
        let after = meter_read()
        return Cost(
            operations: operations, nanoseconds: Int(after.nanoseconds - before.nanoseconds),
            allocations: Int(after.allocations - before.allocations))
    }
}
