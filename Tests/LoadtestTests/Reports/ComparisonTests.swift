import Histogram
import Testing

@testable import loadtest

@Suite("Comparing runs")
struct ComparisonTests {
    @Test("An interval is that of Student's t")
    func intervals() throws {
        let estimate = try #require(Estimate([10, 12, 14]))
        #expect(estimate.mean == 12)
        // 4.303 · 2 / √3
        #expect(abs(estimate.margin! - 4.9687) < 0.001)
        #expect(Estimate([1])?.margin == nil && Estimate([]) == nil)
    }

    private func run(p99: Double, scenario: String = "replay") -> RunReport {
        var report = RunReport(
            scenario: scenario, url: "", transport: "ws", startedAt: "", seconds: 1, pens: 1, loops: 1, seed: 1)
        var histogram = LatencyRecord.emptyHistogram
        histogram.record(UInt64(p99 * 1000))
        report.latencies["ack"] = Quantiles(histogram)
        return report
    }

    private func verdict(_ before: [Double], _ after: [Double]) -> Comparison.Verdict? {
        Comparison(before.map { run(p99: $0) }, after.map { run(p99: $0) }).rows
            .first { $0.name == "ink → ink:ack p99, ms" }?.verdict
    }

    @Test("Better and worse are told from noise by the repeats")
    func verdicts() {
        #expect(verdict([10, 10.2, 9.9, 10.1], [8, 8.1, 7.9, 8.2]) == .better)
        #expect(verdict([8, 8.1, 7.9, 8.2], [10, 10.2, 9.9, 10.1]) == .worse)
        #expect(verdict([10, 12, 8, 11], [9, 12, 8, 10]) == .same)
        #expect(verdict([10], [5]) == .unknown)
    }

    @Test("Processes that were watched together count together")
    func processes() throws {
        var report = run(p99: 1)
        report.processes = [[1.0, 2, 3], [10, 20]].enumerated().map {
            RunReport.ProcessSeries(name: "pilsun", pid: $0, seconds: [], cores: $1, residentMegabytes: $1)
        }
        let rows = Comparison([report], [report]).rows
        #expect(try #require(rows.first { $0.name == "server, cores" }).before.mean == 16.5)
        #expect(try #require(rows.first { $0.name == "server, most MB" }).before.mean == 22)
    }

    @Test("A report is read back as it was printed")
    func roundTrip() throws {
        let text = try ReportFile.json(run(p99: 3))
        #expect(text.contains(#""p99":3"#) && !text.contains("\n"))
    }
}

@Suite("Plots and pages")
struct PlotTests {
    @Test("Axes name round values and show all that is drawn", arguments: [0.3, 7, 42, 999, 12_345, 3_000_000])
    func axes(_ most: Double) {
        let axis = Axis.linear("x", upTo: most)
        #expect(axis.high >= most && axis.ticks.count >= 3 && axis.ticks.count <= 7)
        #expect(axis.place(0) == 0 && axis.place(axis.high) == 1)
        let logarithmic = Axis.logarithmic("y", from: most / 5000, to: most)
        #expect(logarithmic.low <= most / 5000 && logarithmic.high >= most && logarithmic.ticks.count <= 9)
    }

    @Test("The page needs nothing from elsewhere, and what it is given cannot become markup")
    func page() {
        var report = RunReport(
            scenario: "replay", url: "ws://x/<script>", transport: "ws", startedAt: "", seconds: 1, pens: 1, loops: 1,
            seed: 1)
        report.troubles = ["<img src=x>": 1]
        let html = ReportPage(report).html
        #expect(
            !html.contains("<script") && !html.contains("<img") && !html.contains("http://")
                && !html.contains("https://"))
    }
}
