import ArgumentParser
import Loop

/// `loadtest replay URL FILES…`: recordings at their own times, on many pens.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Writes recordings at their own times, on many pens.",
        discussion: """
            FILES are recordings or session logs of “pilsun serve --record”; without any, the project's own set \
            (“loadtest record” writes it out). A recording is a session of its own. Latency counts from the time at which an event \
            was due, whether or not it could be sent then.
            """)

    @OptionGroup var options: RunOptions
    @OptionGroup var input: ScriptOptions

    @Argument(help: "Recordings or session logs.")
    var files: [String] = []

    @OptionGroup var verification: VerifyOptions

    @Option(help: "Pens that write at the same time.")
    var pens = 10

    @Option(help: "Sessions that each pen writes, one after the other; 0 goes on until the time is up.")
    var rounds = 1

    @Option(help: "The most seconds that the run may take.")
    var seconds = 600.0

    @Option(help: "The pens begin one after the other over so many seconds.")
    var ramp = 1.0

    @Option(help: "How many seconds the last answers of a session may take.")
    var settle = 5.0

    func validate() throws {
        guard (1...50_000).contains(pens) else { throw ValidationError("The pens must be 1 to 50000.") }
        guard rounds >= 0 else { throw ValidationError("The rounds must be 0 or more.") }
        guard (0.1...604_800).contains(seconds), (0...86_400).contains(ramp), (0.1...3_600).contains(settle) else {
            throw ValidationError(
                "A run takes 0.1 to 604800 s (a week), the ramp 0 to 86400, the last answers 0.1 to 3600.")
        }
    }

    func run() throws {
        try options.reserveDescriptors(for: pens, "--pens")
        let scripts = try input.scripts(files: files, pacing: input.pacing(.recorded), options: options, pens: pens)
        var configuration = try options.clientConfiguration()
        configuration.settleMilliseconds = Int(settle * 1000)
        var plan = PenGroup.Plan(configuration: configuration, scripts: scripts)
        plan.expected = try verification.expected(for: scripts.map(\.script), variations: input.variations)
        plan.rounds = rounds == 0 ? nil : rounds
        plan.pauseMilliseconds = 200
        plan.seed = options.seed
        plan.spins = options.spins
        plan.sources = options.sourceAddresses()
        let fleet = try options.fleet(plan)
        var run = try LoadRun(options.emptyReport(scenario: "replay", pens: pens), fleet: fleet, options: options)
        fleet.addPens(pens, overSeconds: ramp)
        let wanted = pens
        _ = run.goOn(forSeconds: seconds) { slice in
            slice.firstDifference != nil || fleet.each { $0.finishedPens }.reduce(0, +) == wanted
        }
        var report = try run.finish()
        report.judge()
        try options.conclude(report)
    }
}
