/// A run as an HTML page that needs nothing else: no network, no scripts.
struct ReportPage {
    let report: RunReport

    init(_ report: RunReport) { self.report = report }

    /// The page.
    var html: String {
        """
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>\(Markup.escaped("\(report.scenario): \(headline)"))</title>
        <style>\(ReportStyle.css)</style>
        <main>
        \(head)
        \(tiles)
        \(section("Latency and load", plots))
        \(section("Answers, in milliseconds from the time at which their cause was due", latencyTable))
        \(levelSection)
        \(section("The harness itself", "<p>\(harness)</p>"))
        \(remarks)
        \(counterSection)
        </main></html>

        """
    }

    func figure(_ value: Double) -> String { ProgressLine.figure(value) }

    private func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "<section><h2>\(Markup.escaped(title))</h2>\(body)</section>"
    }

    /// The outcome in a few words.
    private var headline: String {
        if let objective = report.objectiveMs {
            return "\(report.pens) pens within \(figure(objective)) ms"
        }
        if let idle = report.idle { return "\(idle.connections) quiet connections" }
        if let bytes = report.messageBytes {
            return "\(Axis.label(report.eventsPerS.rounded())) messages/s of \(bytes) bytes"
        }
        return "\(report.pens) pens, \(figure(report.movesPerS)) moves/s"
    }

    private var head: String {
        let end = report.wasInterrupted ? ", ended early" : ""
        let verdict =
            report.valid
            ? "<div class=\"verdict\">valid</div>"
            : "<div class=\"verdict bad\">not valid</div><p>\(Markup.escaped(report.invalidBecause.joined(separator: "; ")))</p>"
        return """
            <h1>\(Markup.escaped(headline))</h1>
            <p class="soft">loadtest \(Markup.escaped(report.scenario)) of <span class="mono">\(Markup.escaped(report.url))</span> \
            over \(report.transport), \(report.startedAt), \(figure(report.seconds)) s\(end), seed \(report.seed), \
            \(report.loops) \(report.loops == 1 ? "loop" : "loops")</p>
            \(verdict)
            """
    }

    private var tiles: String {
        var tiles: [(String, String)] = [
            ("\(report.pens)", report.idle == nil && !report.isClosedLoop ? "pens" : "connections")
        ]
        if report.isClosedLoop {
            tiles.append((Axis.label(report.eventsPerS.rounded()), "messages a second"))
        } else if report.idle == nil {
            tiles.append((Axis.label(report.movesPerS.rounded()), "moves a second"))
        }
        if let p50 = report.latencies["ack"]?.p50 { tiles.append(("\(figure(p50)) ms", "median, ink to ink:ack")) }
        if let p99 = report.p99Ms { tiles.append(("\(figure(p99)) ms", "99th percentile of answers")) }
        if let p99 = report.latencies["feedback"]?.p99 {
            tiles.append(("\(figure(p99)) ms", "99th percentile, feedback"))
        }
        if let idle = report.idle?.bytesPerConnection {
            tiles.append(("\(figure(idle / 1024)) KB", "memory a connection"))
        }
        if let cores = meanCores { tiles.append((figure(cores), "cores of the server")) }
        if let result = report.verification {
            tiles.append(
                (
                    "\(result.sessionsCompared - result.sessionsDifferent)/\(result.sessionsCompared)",
                    "sessions as expected"
                ))
        }
        return "<div class=\"tiles\">"
            + tiles.map { "<div class=\"tile\"><b>\(Markup.escaped($0.0))</b><span>\($0.1)</span></div>" }.joined()
            + "</div>"
    }

    /// Of the run; where a number of pens was searched for, of that number.
    private var meanCores: Double? {
        if let levels = report.levels {
            return levels.last { $0.pens == report.pens && $0.isWithinObjective }?.serverCores
        }
        let means = report.processes.filter { !$0.cores.isEmpty }.map { $0.cores.reduce(0, +) / Double($0.cores.count) }
        return means.isEmpty ? nil : means.reduce(0, +)
    }

    private var latencyTable: String {
        let rows = LatencyKind.allCases.compactMap { kind in
            report.latencies[kind.key].map { quantiles in
                [
                    kind.title, "\(quantiles.count)", figure(quantiles.min), figure(quantiles.p50),
                    figure(quantiles.p90),
                    figure(quantiles.p99), figure(quantiles.p999), figure(quantiles.max),
                ]
            }
        }
        return rows.isEmpty ? "" : Markup.table([["", "count", "min", "p50", "p90", "p99", "p99.9", "max"]] + rows)
    }

    private var levelSection: String {
        guard let levels = report.levels, !levels.isEmpty else { return "" }
        let rows = levels.sorted { $0.pens < $1.pens }.map { level in
            [
                "\(level.pens) pens", figure(level.movesPerS), figure(level.p50Ms), figure(level.p90Ms),
                figure(level.p99Ms),
                figure(level.maxMs), level.serverCores.map(figure) ?? "–",
                level.microsecondsPerMove.map(figure) ?? "–", figure(level.ownCores),
                figure(level.lateShare * 100),
                level.isWithinObjective ? level.isValid ? "within" : "within, but late" : "beyond",
            ]
        }
        let titles = [
            "", "moves/s", "p50 ms", "p90 ms", "p99 ms", "max ms", "server cores", "µs a move", "harness cores",
            "late %",
            "objective",
        ]
        return section("Every number of pens that was measured", Markup.table([titles] + rows))
    }

    private var harness: String {
        let used = "\(figure(report.ownMicrosecondsPerEvent)) µs of processor time"
        if report.isClosedLoop { return "It used \(used) for each message sent or received." }
        let late = report.lateness.map {
            "99 of 100 sends left within \(figure($0.p99)) ms of their time, the last after \(figure($0.max)) ms"
        }
        return Markup.escaped(
            (late ?? "Nothing was sent")
                + "; \(figure(report.lateShare * 100)) % were later than \(figure(report.lateMs)) ms, of which 1 % is tolerated. "
                + "It used \(used) for each event sent or received."
        )
    }

    private var remarks: String {
        var items = report.notes
        items += report.troubles.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { "\($0.value)× \($0.key)" }
        if let idle = report.idle {
            items.append(
                "\(idle.connections) connections were held for \(figure(idle.heldSeconds)) s; \(idle.lost) were lost.")
        }
        var body = items.isEmpty ? "" : "<ul>\(items.map { "<li>\(Markup.escaped($0))</li>" }.joined())</ul>"
        if let difference = report.verification?.firstDifference {
            body += "<pre class=\"mono\">\(Markup.escaped(difference))</pre>"
        }
        return section("Remarks", body)
    }

    private var counterSection: String {
        guard !report.serverCounters.isEmpty else { return "" }
        let rows = report.serverCounters.sorted { $0.key < $1.key }.map {
            [$0.key, $0.value == $0.value.rounded() ? "\(Int($0.value))" : figure($0.value)]
        }
        return section("The server's own counters, from beginning to end", Markup.table([["", "change"]] + rows))
    }
}
