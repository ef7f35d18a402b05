/// What is better or worse between two sets of runs, and whether that is more than noise.
///
/// With several runs on each side, the runs tell the noise. With one, the seconds within it do, for the figures that are known by
/// the second; of the others nothing can be said. A difference counts where its 95 % interval excludes zero and it is above 1 %.
struct Comparison: Sendable {
    /// How a figure changed.
    enum Verdict: String, Sendable {
        case better, worse
        case same = "no difference that is more than noise"
        case unknown = "unknown: repeat the run"
    }

    /// One figure on both sides.
    struct Row: Sendable {
        let name: String
        let before: Estimate
        let after: Estimate
        let isMoreBetter: Bool

        /// The change as a share of the figure before.
        var change: Double { before.mean == 0 ? 0 : (after.mean - before.mean) / before.mean }

        var verdict: Verdict {
            let (difference, margin) = before.difference(to: after)
            guard let margin else { return .unknown }
            guard abs(difference) > margin, abs(change) > 0.01 else { return .same }
            return (difference > 0) == isMoreBetter ? .better : .worse
        }
    }

    private(set) var rows: [Row] = []

    /// Compares runs of one scenario.
    init(_ before: [RunReport], _ after: [RunReport]) {
        add("pens within the objective", before, after, isMoreBetter: true) {
            $0.objectiveMs == nil ? [] : [Double($0.pens)]
        }
        add("answers p50, ms", before, after) { $0.objectiveMs == nil ? $0.timeline.compactMap(\.p50Ms) : [] }
        add("answers p99, ms", before, after) { $0.objectiveMs == nil ? $0.timeline.compactMap(\.p99Ms) : [] }
        for kind in LatencyKind.allCases {
            add("\(kind.title) p50, ms", before, after) { $0.latencies[kind.key].map { [$0.p50] } ?? [] }
            add("\(kind.title) p99, ms", before, after) { $0.latencies[kind.key].map { [$0.p99] } ?? [] }
        }
        add("echoes a second", before, after, isMoreBetter: true) {
            $0.isClosedLoop ? [$0.eventsPerS] : []
        }
        add("server, cores", before, after) { $0.objectiveMs == nil ? Self.sums($0.processes.map(\.cores)) : [] }
        add("server, most MB", before, after) {
            Self.sums($0.processes.map(\.residentMegabytes)).max().map { [$0] } ?? []
        }
        add("memory a connection, KB", before, after) { $0.idle?.bytesPerConnection.map { [$0 / 1024] } ?? [] }
        add("harness, µs an event", before, after) { [$0.ownMicrosecondsPerEvent] }
    }

    /// Of all processes together, second by second as long as all were there.
    private static func sums(_ series: [[Double]]) -> [Double] {
        (0..<(series.map(\.count).min() ?? 0)).map { moment in series.reduce(0) { $0 + $1[moment] } }
    }

    private mutating func add(
        _ name: String, _ before: [RunReport], _ after: [RunReport], isMoreBetter: Bool = false,
        _ values: (RunReport) -> [Double]
    ) {
        /// Of several runs each counts once, by its mean; of one its single values.
        func estimate(_ runs: [RunReport]) -> Estimate? {
            let values = runs.map(values).filter { !$0.isEmpty }
            return values.count == 1 ? Estimate(values[0]) : Estimate(values.map { $0.reduce(0, +) / Double($0.count) })
        }
        guard let first = estimate(before), let second = estimate(after) else { return }
        rows.append(Row(name: name, before: first, after: second, isMoreBetter: isMoreBetter))
    }

    /// A table for people.
    var text: String {
        func figure(_ estimate: Estimate) -> String {
            ProgressLine.figure(estimate.mean) + (estimate.margin.map { " ± \(ProgressLine.figure($0))" } ?? "")
        }
        let lines = rows.map { row in
            let change = "\(row.change >= 0 ? "+" : "−")\(ProgressLine.figure(abs(row.change) * 100)) %"
            return [row.name, figure(row.before), figure(row.after), change, row.verdict.rawValue]
        }
        return RunSummary.table([["", "before", "after", "change", "verdict"]] + lines).joined(separator: "\n")
    }
}
