/// What a workload cost.
public struct Cost: Sendable {
    /// How many operations were measured.
    public let operations: Int
    /// Processor time of all of them together.
    public let nanoseconds: Int
    /// Allocations of all of them together.
    public let allocations: Int

    /// Processor time of one operation.
    public var nanosecondsEach: Double { Double(nanoseconds) / Double(max(operations, 1)) }
    /// Allocations of one operation.
    public var allocationsEach: Double { Double(allocations) / Double(max(operations, 1)) }
}
