import Testing

@testable import loadtest

@Suite("The report's page")
struct ReportPageTests {
    private func page(of level: RunReport.Level) -> String {
        var report = RunReport(
            scenario: "capacity", url: "ws://127.0.0.1", transport: "ws", startedAt: "", seconds: 1, pens: 0, loops: 1,
            seed: 1)
        report.levels = [level]
        return ReportPage(report).html
    }

    private func level(movesPerS: Double) -> RunReport.Level {
        RunReport.Level(
            pens: 200, movesPerS: movesPerS, p50Ms: 0, p90Ms: 0, p99Ms: 0, maxMs: 0, lateShare: 0, serverCores: 0.024,
            ownCores: 0.5, isValid: false, isWithinObjective: false)
    }

    @Test("Says what a move cost the server, and nothing where there was none")
    func costOfAMove() {
        #expect(level(movesPerS: 12_000).microsecondsPerMove == 2)
        #expect(level(movesPerS: 0).microsecondsPerMove == nil)
        #expect(page(of: level(movesPerS: 12_000)).contains("200 pens"))
        func dashes(_ movesPerS: Double) -> Int { page(of: level(movesPerS: movesPerS)).count { $0 == "–" } }
        #expect(dashes(0) == dashes(12_000) + 1)
    }

    @Test("What is no number is a dash", arguments: [Double.infinity, -.infinity, .nan])
    func noNumber(_ value: Double) {
        #expect(ProgressLine.figure(value) == "–")
    }
}
