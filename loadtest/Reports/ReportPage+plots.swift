/// The figures of a report.
extension ReportPage {
    /// All that there is something to draw for.
    var plots: String {
        let plots = [capacityPlot, percentilePlot, latencyOverTime, loadOverTime, coresPlot, memoryPlot].compactMap {
            $0?.html
        }
        return plots.isEmpty ? "" : "<div class=\"plots\">\(plots.joined(separator: "\n"))</div>"
    }

    private var limit: Plot.Limit? {
        report.objectiveMs.map { Plot.Limit(value: $0, label: "objective: \(figure($0)) ms") }
    }

    /// Which latency which percentage of answers does not pass, for each kind.
    private var percentilePlot: Plot? {
        let kinds = LatencyKind.allCases.filter { (report.curves[$0.key]?.oneIn.count ?? 0) > 1 }
        let series = kinds.map { kind in
            let curve = report.curves[kind.key]!
            return Plot.Series(
                name: kind.title, colour: kind.rawValue + 1,
                points: zip(curve.oneIn, curve.milliseconds).map { ($0, max($1, 0.001)) })
        }
        let all = series.flatMap { $0.points }
        guard !all.isEmpty else { return nil }
        return Plot(
            title: "Latency by percentile", x: .percentiles(upToOneIn: all.map(\.x).max() ?? 10),
            y: .logarithmic(
                "ms", from: all.map(\.y).min() ?? 0.1, to: max(all.map(\.y).max() ?? 1, report.objectiveMs ?? 0)),
            series: series, limit: limit)
    }

    /// The latency at each number of pens.
    private var capacityPlot: Plot? {
        // Of a number that was measured twice, the second time decided.
        let decided = Dictionary(report.levels?.map { ($0.pens, $0) } ?? [], uniquingKeysWith: { $1 })
        let levels = decided.values.sorted { $0.pens < $1.pens }
        guard levels.count > 1 else { return nil }
        func series(_ name: String, _ colour: Int, _ value: (RunReport.Level) -> Double) -> Plot.Series {
            Plot.Series(
                name: name, colour: colour, points: levels.map { (Double($0.pens), max(value($0), 0.01)) },
                isMarked: true)
        }
        let all = levels.flatMap { [$0.p50Ms, $0.p99Ms] }.map { max($0, 0.01) }
        return Plot(
            title: "Latency by number of pens", x: .linear("pens", upTo: Double(levels.last?.pens ?? 1)),
            y: .logarithmic("ms", from: all.min() ?? 0.1, to: max(all.max() ?? 1, report.objectiveMs ?? 0)),
            series: [series("99th percentile", 2) { $0.p99Ms }, series("median", 1) { $0.p50Ms }], limit: limit)
    }

    private var seconds: Axis { .linear("seconds", upTo: report.timeline.last?.second ?? 1) }

    private var latencyOverTime: Plot? {
        func points(_ value: (RunReport.Moment) -> Double?) -> [(x: Double, y: Double)] {
            report.timeline.compactMap { moment in value(moment).map { (moment.second, max($0, 0.01)) } }
        }
        let median = points(\.p50Ms), high = points(\.p99Ms), most = points(\.maxMs)
        guard high.count > 1 else { return nil }
        let all = (median + most).map(\.y)
        return Plot(
            title: "Latency over time", x: seconds,
            y: .logarithmic("ms", from: all.min() ?? 0.1, to: max(all.max() ?? 1, report.objectiveMs ?? 0)),
            series: [
                Plot.Series(name: "longest", colour: 8, points: most),
                Plot.Series(name: "99th percentile", colour: 2, points: high),
                Plot.Series(name: "median", colour: 1, points: median),
            ], limit: limit)
    }

    private var loadOverTime: Plot? {
        guard report.timeline.count > 1, report.timeline.contains(where: { $0.movesPerS > 0 }) else { return nil }
        let points = report.timeline.map { (x: $0.second, y: $0.movesPerS) }
        return Plot(
            title: "Moves a second", x: seconds, y: .linear("moves/s", upTo: points.map(\.y).max() ?? 1),
            series: [Plot.Series(name: "moves/s", colour: 1, points: points, isFilled: true)])
    }

    private var coresPlot: Plot? {
        processPlot("Processor time of the server", "cores", \.cores)
    }

    private var memoryPlot: Plot? {
        processPlot("Resident memory of the server", "MB", \.residentMegabytes)
    }

    private func processPlot(
        _ title: String, _ unit: String, _ values: (RunReport.ProcessSeries) -> [Double]
    ) -> Plot? {
        let series = report.processes.enumerated().filter { $0.element.seconds.count > 1 }.map { place, process in
            Plot.Series(
                name: "\(process.name) \(process.pid)", colour: place % 8 + 1,
                points: zip(process.seconds, values(process)).map { ($0, $1) }, isFilled: report.processes.count == 1)
        }
        guard !series.isEmpty else { return nil }
        return Plot(
            title: title, x: seconds, y: .linear(unit, upTo: series.flatMap { $0.points.map(\.y) }.max() ?? 1),
            series: series)
    }
}
