import Loop
import Wire

/// A run under way, as the thread that directs it sees it: takes what the loops measured second by second, shows the progress, and
/// ends early when it is asked to (Ctrl-C).
struct LoadRun {
    /// What was found out so far; the scenario adds its own.
    var report: RunReport
    let fleet: Fleet
    /// Whether a person has asked for the end.
    private(set) var isInterrupted = false
    /// Whether there is no point in going on.
    var isOver: Bool { isInterrupted || isHopeless }
    /// Whether nothing has been heard for so long that nothing will be.
    private(set) var isHopeless = false
    private var heardAt: UInt64
    private let progress: ProgressLine
    private var watch: ProcessWatch
    private let metrics: MetricsPage?
    private let firstCounters: [String: Double]
    private let began: UInt64
    private var total = LoadSlice()
    private var lastCut: UInt64
    private var lastCounts = LoadCounts()
    private let ownCPUAtBegin: Double

    /// How long a server may be away: a restart takes less.
    private static let patienceNanoseconds: UInt64 = 15_000_000_000

    /// Begins to measure.
    init(_ report: RunReport, fleet: Fleet, options: RunOptions) throws(InputFault) {
        self.report = report
        self.fleet = fleet
        began = MonotonicClock.nanoseconds()
        lastCut = began
        heardAt = began
        progress = ProgressLine(scenario: report.scenario)
        watch = try ProcessWatch(pids: options.pid, began: began)
        metrics = try options.metrics.map { url throws(InputFault) in try MetricsPage(url: url) }
        firstCounters = try metrics?.read() ?? [:]
        ownCPUAtBegin = ProcessUse.ownCPUSeconds
    }

    /// Seconds since the beginning.
    var seconds: Double { Double(MonotonicClock.nanoseconds() - began) / 1e9 }

    /// What was counted so far.
    var counts: LoadCounts { lastCounts }

    /// What the watched processes have used and hold.
    var serverCPUSeconds: Double? { watch.cpuSeconds }
    var serverResidentBytes: UInt64? { watch.residentBytes }

    /// Lets the run go on for a time, or until the condition holds after one of its seconds, and answers what was measured meanwhile.
    mutating func goOn(forSeconds seconds: Double, until isDone: (LoadSlice) -> Bool = { _ in false }) -> LoadSlice {
        var measured = LoadSlice()
        let end = MonotonicClock.nanoseconds() + UInt64(seconds * 1e9)
        while !isInterrupted, !isHopeless {
            let now = MonotonicClock.nanoseconds()
            guard now < end else { break }
            let wait = min(Int((end - now) / 1_000_000), 1000)
            // Also a terminal that was closed: nobody reads on.
            if ProcessSignal.wait(atMostMilliseconds: max(wait, 1)) != nil { isInterrupted = true }
            let slice = cut()
            measured.addTime(slice)
            if isDone(slice) { break }
        }
        return measured
    }

    /// Takes what the loops have measured since the last time.
    private mutating func cut() -> LoadSlice {
        var slice = LoadSlice()
        for part in fleet.each({ $0.meter.cut() }) { slice.addLoop(part) }
        let now = MonotonicClock.nanoseconds()
        // Processor time is told in hundredths of a second: of a short moment nothing could be said.
        if now - lastCut > 200_000_000 { watch.look(at: now) }
        note(slice, overSeconds: Double(now - lastCut) / 1e9, at: now)
        lastCut = now
        lastCounts = slice.counts
        total.addTime(slice)
        return slice
    }

    private mutating func note(_ slice: LoadSlice, overSeconds seconds: Double, at now: UInt64) {
        guard seconds > 0.2 else { return }
        let counts = slice.counts - lastCounts
        // Quiet connections are heard of by being there. Pens that cannot connect keep trying, ever more rarely; when for so long none of
        // them has heard anything, the server is not there.
        if counts.eventsReceived > 0 || fleet.openConnections > 0 { heardAt = now }
        isHopeless = now - heardAt > Self.patienceNanoseconds
        let answers = Quantiles(slice.latencies.answers)
        let moment = RunReport.Moment(
            second: Double(now - began) / 1e9, pens: fleet.penCount, movesPerS: Double(counts.movesSent) / seconds,
            eventsPerS: Double(counts.eventsSent) / seconds, p50Ms: answers?.p50, p99Ms: answers?.p99,
            maxMs: answers?.max,
            lateShare: slice.lateShare, losses: counts.losses)
        report.timeline.append(moment)
        progress.show(moment, troubles: slice.troubles)
    }

    /// Ends the run: stops the pens, and completes the report.
    mutating func finish() throws(InputFault) -> RunReport {
        _ = cut()
        report.seconds = seconds
        let ownCPU = ProcessUse.ownCPUSeconds - ownCPUAtBegin
        let cutOff = fleet.each { $0.cutOffPens }.reduce(0, +)
        fleet.stop()
        progress.clear()
        report.wasInterrupted = isInterrupted
        if isHopeless {
            let reason = total.troubles.max { $0.value < $1.value }?.key ?? "no reason is known"
            report.invalidate(
                "nothing was heard of the server for \(Self.patienceNanoseconds / 1_000_000_000) s, so the run was ended: \(reason)"
            )
        } else {
            report.judge(cutOffPens: cutOff)
        }
        report.pens = fleet.penCount
        describe(total, ownCPUSeconds: ownCPU)
        report.processes = watch.series
        if let metrics, let last = try? metrics.read() {
            for (name, value) in last where value != firstCounters[name] ?? 0 {
                report.serverCounters[name] = value - (firstCounters[name] ?? 0)
            }
        }
        return report
    }

    private mutating func describe(_ total: LoadSlice, ownCPUSeconds: Double) {
        report.counts = total.counts
        report.movesPerS = report.movesPerS == 0 ? Double(total.counts.movesSent) / report.seconds : report.movesPerS
        report.eventsPerS = Double(total.counts.eventsSent) / report.seconds
        report.tell(total.latencies)
        if report.p99Ms == nil { report.p99Ms = Quantiles(total.latencies.answers)?.p99 }
        report.lateness = Quantiles(total.lateness)
        report.lateShare = total.lateShare
        report.lateMs = Double(PenMeter.lateNanoseconds) / 1e6
        report.troubles = total.troubles
        if fleet.compares {
            report.judge(
                RunReport.Verification(
                    sessionsCompared: Int(total.counts.sessionsCompared),
                    sessionsDifferent: Int(total.counts.sessionsDifferent),
                    firstDifference: total.firstDifference))
        }
        let events = total.counts.eventsSent + total.counts.eventsReceived
        let usedSeconds = max(0, ownCPUSeconds - Double(total.counts.idleNanoseconds) / 1e9)
        report.ownMicrosecondsPerEvent = events == 0 ? 0 : usedSeconds * 1e6 / Double(events)
    }
}
