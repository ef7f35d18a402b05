/// What makes a run's figures worthless.
extension RunReport {
    /// The largest share of late sends of a run that can be trusted.
    static let tolerableLateShare = 0.01

    /// Takes these latencies for the run's.
    mutating func tell(_ record: LatencyRecord) {
        latencies = [:]
        curves = [:]
        for kind in LatencyKind.allCases {
            guard let quantiles = Quantiles(record[kind]) else { continue }
            latencies[kind.key] = quantiles
            curves[kind.key] = PercentileCurve(record[kind])
        }
    }

    /// Decides whether the figures can be trusted, and says why not.
    mutating func judge() {
        if lateShare > Self.tolerableLateShare {
            let share = ProgressLine.figure(lateShare * 100)
            invalidate(
                "\(share) % of the events left more than \(ProgressLine.figure(lateMs)) ms late, because this harness did not get to them: "
                    + "give it a core of its own, more --loops, or fewer pens")
        }
        if counts.eventsSent == 0, idle == nil {
            let reason = troubles.max { $0.value < $1.value }?.key
            invalidate("nothing could be sent" + (reason.map { ": \($0)" } ?? ""))
        }
        if counts.unanswered > 0 { invalidate("\(counts.unanswered) sessions did not get their last answers in time") }
    }

    /// Decides about so many pens that were looking for the server when the run ended.
    mutating func judge(cutOffPens: Int) {
        guard cutOffPens > 0 else { return }
        invalidate(
            "\(cutOffPens) pens were cut off from the server when the run ended, and what they could not send is in none of the figures: "
                + "look whether it still runs")
    }

    /// Decides about so many of the connections that should all have been there when the run ended.
    mutating func judge(openConnections: Int, of wanted: Int) {
        guard openConnections < wanted else { return }
        invalidate(
            "\(wanted - openConnections) of \(wanted) connections were not there when the run ended: look whether the server still runs, "
                + "and what it says")
    }

    /// Takes over what became of the comparison that was asked for.
    mutating func judge(_ comparison: Verification) {
        verification = comparison
        if comparison.sessionsCompared == 0 {
            invalidate("no session came to its end, so that nothing was compared: let the run go on for longer")
        }
        if comparison.sessionsDifferent > 0 {
            invalidate(
                "\(comparison.sessionsDifferent) of \(comparison.sessionsCompared) sessions were told something else than expected"
            )
        }
    }

    /// Decides on a capacity run: `good` is the largest level that was valid and within the objective.
    mutating func judgeCapacity(_ good: Level?) {
        let levels = levels ?? []
        if let good {
            if !good.isValid {
                invalidate(
                    "at \(good.pens) pens \(ProgressLine.figure(good.lateShare * 100)) % of the sends were late, or not all moves were sent: "
                        + "give the harness a core of its own and more --loops")
            }
            let beyond = levels.filter { $0.pens > good.pens }
            // Of a server that has gone nothing more is known.
            guard valid else { return }
            if !beyond.isEmpty, beyond.allSatisfy({ !$0.isValid }) {
                notes.append(
                    "The harness reached its own limit before the server did: \(good.pens) pens are a lower bound. Give the harness "
                        + "more cores and --loops.")
            } else if beyond.isEmpty {
                notes.append(
                    wasInterrupted
                        ? "The run was ended before the limit was found: \(good.pens) pens are a lower bound."
                        : "The server was not brought to its limit: \(good.pens) pens are a lower bound. Allow more with --most."
                )
            }
            return
        }
        judge()
        invalidate(
            levels.isEmpty
                ? "no number of pens was measured"
                : "not even \(levels.map(\.pens).min() ?? 0) pens stayed within the objective")
    }

    /// Takes the figures for worthless, and says why.
    mutating func invalidate(_ reason: String) {
        valid = false
        invalidBecause.append(reason)
    }
}
