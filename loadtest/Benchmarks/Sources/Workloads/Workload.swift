/// Something whose cost is told and kept down.
public struct Workload: Sendable {
    /// What it is called in tables and thresholds.
    public let name: String
    private let body: @Sendable (inout Meter) -> Void

    init(_ name: String, _ body: @escaping @Sendable (inout Meter) -> Void) {
        self.name = name
        self.body = body
    }

    /// Does it once; returns what its measured stretches cost.
    public func run() -> Cost {
        var meter = Meter()
        body(&meter)
        return meter.cost
    }
}
