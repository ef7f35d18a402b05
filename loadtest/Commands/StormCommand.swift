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
        guard (1...50_000).contains(pens), (1...10_000).contains(times), (1...3_600).contains(every) else {
            throw ValidationError("The pens must be 1 to 50000, the cuts 1 to 10000, 1 to 3600 s apart.")
        }
    }

    func run() throws {
        try options.reserveDescriptors(for: pens, "--pens", attempts: 2)
        let scripts = try input.scripts(files: files, pacing: input.pacing(.recorded), options: options, pens: pens)
        var plan = PenGroup.Plan(configuration: try options.clientConfiguration(), scripts: scripts)
        plan.expected = try verification.expected(for: scripts.map(\.script), variations: input.variations)
        plan.pauseMilliseconds = 200
        plan.seed = options.seed
        plan.sources = options.sourceAddresses()
        let fleet = try options.fleet(plan)
        var run = try LoadRun(options.emptyReport(scenario: "storm", pens: pens), fleet: fleet, options: options)
        let ramp = Double(pens) / 500
        fleet.addPens(pens, overSeconds: ramp)
        _ = run.goOn(forSeconds: ramp + 3)
        var slowest = 0.0, cuts = 0, failed = 0
        while cuts < times, !run.isOver {
            let comesBackAtOnce = !jitter
            let cut = MonotonicClock.nanoseconds()
            _ = fleet.each { $0.cutAll(comesBackAtOnce: comesBackAtOnce) }
            cuts += 1
            if let back = waitForAll(&run, since: cut) { slowest = max(slowest, back) } else { failed += 1 }
            let rest = every - Double(MonotonicClock.nanoseconds() - cut) / 1e9
            if rest > 0 { _ = run.goOn(forSeconds: rest) { $0.firstDifference != nil } }
        }
        var report = try run.finish()
        if failed > 0 {
            report.invalidate(
                "not all \(pens) pens were back after \(failed) of \(cuts) cuts, within 30 s or until the run ended")
        } else if cuts == 0 {
            report.invalidate("it was ended before the first cut")
        } else {
            report.notes.append(
                "All \(pens) pens were back at most \(ProgressLine.figure(slowest)) s after each of \(cuts) cuts (looked at every "
                    + "\(Self.lookSeconds) s).")
        }
        report.judge()
        try options.conclude(report)
    }

    /// How often it is looked whether all are back.
    private static let lookSeconds = 0.05

    /// Seconds until every pen's session was there again; nil where that took longer than 30 s.
    private func waitForAll(_ run: inout LoadRun, since cut: UInt64) -> Double? {
        let fleet = run.fleet
        let end = cut + 30_000_000_000
        while MonotonicClock.nanoseconds() < end, !run.isOver {
            _ = run.goOn(forSeconds: Self.lookSeconds)
            if fleet.each({ $0.livePens }).reduce(0, +) >= pens {
                return Double(MonotonicClock.nanoseconds() - cut) / 1e9
            }
        }
        return nil
    }
}
