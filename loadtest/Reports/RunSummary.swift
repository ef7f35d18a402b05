/// A run in as many lines as a screen has.
struct RunSummary {
    private let report: RunReport

    init(_ report: RunReport) { self.report = report }

    /// The lines.
    var text: String {
        var lines = [head]
        lines += report.levels.map(capacity) ?? []
        lines += latencies
        lines += [harness]
        lines += report.processes.compactMap(process)
        lines += [idle, verification].compactMap { $0 }
        lines += troubles
        lines += report.notes
        lines.append(verdict)
        return lines.joined(separator: "\n")
    }

    private func figure(_ value: Double) -> String { ProgressLine.figure(value) }

    private var head: String {
        let counts = report.counts
        return
            "\(report.scenario) of \(report.url) over \(report.transport): \(report.pens) pens, \(figure(report.seconds)) s, "
            + "\(figure(report.movesPerS)) moves/s, \(counts.eventsSent) events sent, \(counts.eventsReceived) received, "
            + "\(counts.sessionsFinished) sessions, \(counts.charactersFinished) characters"
    }

    private var latencies: [String] {
        let rows = LatencyKind.allCases.compactMap { kind in
            report.latencies[kind.key].map { quantiles in
                [
                    kind.title, "\(quantiles.count)", figure(quantiles.p50), figure(quantiles.p90),
                    figure(quantiles.p99),
                    figure(quantiles.p999), figure(quantiles.max),
                ]
            }
        }
        return rows.isEmpty ? [] : Self.table([["ms", "count", "p50", "p90", "p99", "p99.9", "max"]] + rows)
    }

    private func capacity(_ levels: [RunReport.Level]) -> [String] {
        let rows = levels.map { level in
            [
                "\(level.pens)", figure(level.movesPerS), figure(level.p50Ms), figure(level.p90Ms), figure(level.p99Ms),
                level.serverCores.map(figure) ?? "–", figure(level.ownCores), figure(level.lateShare * 100),
                level.isWithinObjective ? level.isValid ? "within" : "within, but late" : "beyond",
            ]
        }
        return Self.table([["pens", "moves/s", "p50", "p90", "p99", "server", "own", "late %", "objective"]] + rows)
    }

    private var harness: String {
        if report.isClosedLoop {
            return "harness: \(figure(report.ownMicrosecondsPerEvent)) µs of processor time a message sent or received"
        }
        let late = report.lateness.map { "p99 \(figure($0.p99)) ms, max \(figure($0.max)) ms" } ?? "nothing was sent"
        return "harness: sends behind their time \(late); \(figure(report.lateShare * 100)) % later than "
            + "\(figure(report.lateMs)) ms; \(figure(report.ownMicrosecondsPerEvent)) µs of processor time an event"
    }

    private func process(_ series: RunReport.ProcessSeries) -> String? {
        guard let cores = series.cores.max(), let memory = series.residentMegabytes.max() else { return nil }
        let mean = series.cores.reduce(0, +) / Double(series.cores.count)
        return
            "\(series.name) (\(series.pid)): \(figure(mean)) cores on average, \(figure(cores)) at most; \(figure(memory)) MB at most"
    }

    private var idle: String? {
        report.idle.map { idle in
            let memory = idle.bytesPerConnection.map { ", \(figure($0 / 1024)) KB of the server's memory each" } ?? ""
            return
                "idle: \(idle.connections) connections held for \(figure(idle.heldSeconds)) s, \(idle.lost) lost\(memory)"
        }
    }

    private var verification: String? {
        report.verification.map { result in
            let outcome =
                "verified: \(result.sessionsCompared) sessions compared, \(result.sessionsDifferent) different"
            return result.firstDifference.map { "\(outcome)\n\($0)" } ?? outcome
        }
    }

    private var troubles: [String] {
        report.troubles.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(6).map { "\($0.value)× \($0.key)" }
    }

    private var verdict: String {
        let end = report.wasInterrupted ? " (ended early)" : ""
        return report.valid
            ? "valid\(end)" : "NOT VALID\(end): \(report.invalidBecause.joined(separator: "; "))"
    }

    /// Columns of even width; the first one to the left, the others to the right.
    static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + space : space + cell
            }.joined(separator: "  ")
        }
    }
}
