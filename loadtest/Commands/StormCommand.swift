import ArgumentParser
import Loop

/// `loadtest storm URL`: all pens are cut off at once, again and again, and come back at once.
struct StormCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storm", abstract: "Cuts all pens off at once, and sees how soon they are back.",
        discussion: """
            The pens write meanwhile: what they could not send is sent when they are back, and its latency counts from when it was \
            due. With --jitter they come back as well-behaved clients do, after a random wait.
            """)

    @OptionGroup var options: RunOptions
    @OptionGroup var input: ScriptOptions

    @OptionGroup var verification: VerifyOptions

    @Argument(help: "Recordings; without any, the project's own.")
    var files: [String] = []

    @Option(help: "Pens.")
    var pens = 1_000

    @Option(help: "How often they are cut off.")
    var times = 5

    @Option(help: "Seconds from one cut to the next.")
    var every = 5.0

    @Flag(help: "Pens come back after a random wait instead of all at once.")
    var jitter = false

    func validate() throws {
        guard (1...50_000).contains(pens), times > 0, every >= 1 else {
            throw ValidationError("The pens must be 1 to 50000, the cuts at least one, a second apart.")
        }
    }

    func run() throws {
        ProcessSignal.block()
        try options.reserveDescriptors(2 * pens * options.transport.connectionsPerPen)
        let scripts = try input.scripts(files: files, pacing: input.pacing(.recorded), options: options, pens: pens)
        var plan = PenGroup.Plan(configuration: try options.clientConfiguration(), scripts: scripts)
        plan.expected = try verification.expected(for: scripts.map(\.script))
        plan.pauseMilliseconds = 200
        plan.seed = options.seed
        plan.sources = options.sourceAddresses()
        let fleet = try Fleet(loops: options.loops, plan: plan)
        var run = try LoadRun(options.emptyReport(scenario: "storm", pens: pens), fleet: fleet, options: options)
        let ramp = Double(pens) / 500
        fleet.addPens(pens, overSeconds: ramp)
        _ = run.goOn(forSeconds: ramp + 3)
        var slowest = 0.0
        for _ in 0..<times where !run.isOver {
            let comesBackAtOnce = !jitter
            let cut = MonotonicClock.nanoseconds()
            _ = fleet.each { $0.cutAll(comesBackAtOnce: comesBackAtOnce) }
            if let back = waitForAll(&run, since: cut) { slowest = max(slowest, back) }
            let rest = every - Double(MonotonicClock.nanoseconds() - cut) / 1e9
            if rest > 0 { _ = run.goOn(forSeconds: rest) { $0.firstDifference != nil } }
        }
        var report = try run.finish()
        report.notes.append("All \(pens) pens were back at most \(ProgressLine.figure(slowest)) s after a cut.")
        report.judge()
        try options.conclude(report)
    }

    /// Seconds until every pen's session was there again; nil where that took longer than 30 s.
    private func waitForAll(_ run: inout LoadRun, since cut: UInt64) -> Double? {
        let fleet = run.fleet
        for _ in 0..<600 where !run.isOver {
            _ = run.goOn(forSeconds: 0.05)
            if fleet.each({ $0.livePens }).reduce(0, +) >= pens {
                return Double(MonotonicClock.nanoseconds() - cut) / 1e9
            }
        }
        return nil
    }
}
