import ArgumentParser
import Loop

/// `loadtest capacity URL`: how many pens, all of them down all the time, a server answers within the objective.
struct CapacityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capacity",
        abstract: "Raises the number of pens until the answers take longer than the objective.",
        discussion: """
            A pen counts only while it is down, so all pens write without pauses: pens × 60 moves a second are really offered, \
            each move with its own time, spread evenly. What is judged is the 99th percentile from the time at which ink was \
            due to its ink:ack, and to the feedback or curve that it led to, whichever takes longer.

            With --echo the same is sent, at the same times, to a server that sends back what it is sent, and what comes back counts as \
            the acknowledgement: what this machine's sockets carry where ink costs nothing. The path is / then, unless the URL names one.
            """)

    @OptionGroup var options: RunOptions
    @OptionGroup var input: ScriptOptions

    @Argument(help: "Recordings; without any, the project's own.")
    var files: [String] = []

    @Option(help: "Milliseconds within which 99 of 100 answers must come.")
    var objective = 20.0

    @Option(help: "Pens to begin with.")
    var start = 400

    @Option(help: "The most pens to try.")
    var most = 15_000

    @Option(help: "Seconds for which each number of pens is measured.")
    var measure = 5.0

    @Option(help: "Points in a move: what is recorded more densely is thinned.")
    var pointsPerMove = 1

    @Flag(help: "The server sends back what it is sent, as conformance-server does and any WebSocket echo.")
    var echo = false

    /// Pens that begin within a second: beginning is dearer than writing, and not what is measured.
    private static let beginningsPerSecond = 500.0
    private static let settleSeconds = 1.5
    /// After an overload: until the queues are empty again.
    private static let recoverySeconds = 3.0
    /// When no new number is tried, so that the whole takes at most 200 s.
    private static let lastLevelSeconds = 150.0

    func validate() throws {
        guard (0.1...60_000).contains(objective), (1...30).contains(measure) else {
            throw ValidationError("The objective is 0.1 to 60000 ms, a measurement takes 1 to 30 s.")
        }
        guard start > 0, most >= start, most <= 50_000, pointsPerMove > 0 else {
            throw ValidationError(
                "Pens and points are above 0, and the most pens up to 50000 and not below those to begin with.")
        }
        guard !echo || options.transport == .ws else {
            throw ValidationError("An echo is measured over ws: it knows neither a subprotocol nor Socket.IO.")
        }
    }

    func run() throws {
        try options.reserveDescriptors(for: most, "--most")
        var pacing = input.pacing(.dense)
        pacing.pointsPerMove = pointsPerMove
        var plan = PenGroup.Plan(
            configuration: try options.clientConfiguration(),
            scripts: try input.scripts(
                files: files, pacing: pacing, options: options, pens: start, characters: 8, variations: 2))
        plan.configuration.awaitsAnalyses = false
        plan.configuration.isEchoed = echo
        if echo { plan.configuration.endpoints = plan.configuration.endpoints.map { $0.at("/") } }
        plan.pauseMilliseconds = pacing.stepMicroseconds / 1000
        plan.seed = options.seed
        plan.spins = options.spins
        plan.sources = options.sourceAddresses()
        let fleet = try options.fleet(plan)
        let empty = options.emptyReport(scenario: echo ? "capacity --echo" : "capacity", pens: 0)
        var run = try LoadRun(empty, fleet: fleet, options: options)
        run.report.objectiveMs = objective
        let measured = climb(&run)
        var report = try run.finish()
        conclude(&report, measured)
        try options.conclude(report)
    }

    /// A level, and the latencies that it was judged by.
    private typealias Measured = (level: RunReport.Level, latencies: LatencyRecord)

    private func climb(_ run: inout LoadRun) -> [Measured] {
        var search = CapacitySearch(first: start, most: most)
        var levels: [Measured] = []
        while let pens = search.next, !run.isOver, run.seconds < Self.lastLevelSeconds {
            let change = run.fleet.setPens(pens, perSecond: Self.beginningsPerSecond)
            let recovery = levels.last.map { $0.level.isWithinObjective ? 0 : Self.recoverySeconds } ?? 0
            _ = run.goOn(forSeconds: max(change, recovery) + Self.settleSeconds)
            guard !run.isOver else { break }
            levels.append(measureLevel(pens, &run))
            if levels.last?.level.isWithinObjective == false {
                // A machine's hiccup of a fifth of a second is a hundredth of five: only what comes again is the server's limit.
                _ = run.goOn(forSeconds: Self.recoverySeconds)
                guard !run.isOver else { break }
                levels.append(measureLevel(pens, &run))
            }
            // Lateness of the harness counts against the server, so a level within the objective is one in any case; whether the
            // figures can be trusted is another question, and not answered by fewer pens on a machine that is busy otherwise.
            search.note(pens, isGood: levels.last?.level.isWithinObjective == true)
        }
        return levels
    }

    private func measureLevel(_ pens: Int, _ run: inout LoadRun) -> Measured {
        let began = run.counts, from = run.seconds
        let ownCPU = ProcessUse.ownCPUSeconds, serverCPU = run.serverCPUSeconds
        // A server that is far beyond its limit is not pushed further.
        let hopeless = objective * 25
        let slice = run.goOn(forSeconds: measure) { Quantiles($0.latencies[.acknowledgement])?.p50 ?? 0 > hopeless }
        let seconds = run.seconds - from
        let counts = slice.counts - began
        let moves = Double(counts.movesSent) / seconds
        var level = RunReport.Level(
            pens: pens, movesPerS: moves, p50Ms: 0, p90Ms: 0, p99Ms: 0, maxMs: 0, lateShare: slice.lateShare,
            serverCores: zip(run.serverCPUSeconds, serverCPU).map { ($0 - $1) / seconds },
            ownCores: max(0, ProcessUse.ownCPUSeconds - ownCPU - Double(counts.idleNanoseconds) / 1e9) / seconds,
            isValid: false, isWithinObjective: false)
        judge(&level, slice)
        return (level, slice.latencies)
    }

    /// Nobody who does not answer at all is within the objective.
    private func judge(_ level: inout RunReport.Level, _ slice: LoadSlice) {
        guard let ink = Quantiles(slice.latencies[.acknowledgement]) else { return }
        let answers = Quantiles(slice.latencies.feedback).flatMap { $0.count >= 100 ? $0 : nil }
        let offered = Double(level.pens) * input.movesPerSecond
        let isOffered = abs(level.movesPerS - offered) < 0.03 * offered
        level.p50Ms = ink.p50
        level.p90Ms = ink.p90
        level.p99Ms = max(ink.p99, answers?.p99 ?? 0)
        level.maxMs = max(ink.max, answers?.max ?? 0)
        level.isWithinObjective = level.p99Ms <= objective
        level.isValid =
            slice.lateShare <= RunReport.tolerableLateShare && (isOffered || !level.isWithinObjective)
    }

    /// The figures of the run are those of its best level: what was measured beyond the limit only shows where it is.
    private func conclude(_ report: inout RunReport, _ levels: [Measured]) {
        report.levels = levels.map(\.level)
        let within = levels.filter(\.level.isWithinObjective)
        let good =
            within.filter(\.level.isValid).max { $0.level.pens < $1.level.pens }
            ?? within.max { $0.level.pens < $1.level.pens }
        report.pens = good?.level.pens ?? 0
        report.movesPerS = good?.level.movesPerS ?? 0
        report.p99Ms = good?.level.p99Ms ?? levels.first?.level.p99Ms
        if let good { report.tell(good.latencies) }
        report.judgeCapacity(good?.level)
        if echo {
            report.notes.append("The server sent back what it was sent: sockets and WebSockets are measured, no ink.")
        }
    }
}

/// Both or none.
private func zip(_ first: Double?, _ second: Double?) -> (Double, Double)? {
    guard let first, let second else { return nil }
    return (first, second)
}
