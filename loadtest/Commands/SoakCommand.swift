import ArgumentParser
import Loop

/// `loadtest soak URL`: pens write for hours; what grows is a fault.
struct SoakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak", abstract: "Lets pens write for a long time, and says what grew.",
        discussion: "With --pid the server's memory is followed; its growth over the second half of the run is told.")

    @OptionGroup var options: RunOptions
    @OptionGroup var input: ScriptOptions
    @OptionGroup var verification: VerifyOptions

    @Argument(help: "Recordings; without any, the project's own.")
    var files: [String] = []

    @Option(help: "Pens.")
    var pens = 200

    @Option(help: "Minutes.")
    var minutes = 60.0

    func validate() throws {
        guard (1...50_000).contains(pens), (0.01...100_000).contains(minutes) else {
            throw ValidationError("The pens must be 1 to 50000, the minutes 0.01 to 100000.")
        }
    }

    func run() throws {
        try options.reserveDescriptors(for: pens, "--pens")
        let scripts = try input.scripts(files: files, pacing: input.pacing(.recorded), options: options, pens: pens)
        var plan = PenGroup.Plan(configuration: try options.clientConfiguration(), scripts: scripts)
        plan.expected = try verification.expected(for: scripts.map(\.script), variations: input.variations)
        plan.pauseMilliseconds = 200
        plan.seed = options.seed
        plan.spins = options.spins
        plan.sources = options.sourceAddresses()
        let fleet = try options.fleet(plan)
        var run = try LoadRun(options.emptyReport(scenario: "soak", pens: pens), fleet: fleet, options: options)
        fleet.addPens(pens, overSeconds: max(1, Double(pens) / 500))
        _ = run.goOn(forSeconds: minutes * 60) { $0.firstDifference != nil }
        var report = try run.finish()
        for series in report.processes {
            guard let growth = Trend(series.seconds, series.residentMegabytes)?.perSecond else { continue }
            report.notes.append(
                "\(series.name) (\(series.pid)) grew by \(ProgressLine.figure(growth * 3600)) MB an hour in the second half."
            )
        }
        report.judge()
        try options.conclude(report)
    }
}
