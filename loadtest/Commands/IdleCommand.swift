import ArgumentParser
import Loop
import Wire

/// `loadtest idle URL`: many quiet connections, and what each costs.
struct IdleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idle", abstract: "Holds many quiet connections, and says what each costs.",
        discussion: """
            Each connection begins a session and then says nothing but the answers to pings. With --pid the server's memory before \
            the first and after the last of them is compared. Descriptors are the limit: a server and this process need \
            one for each connection.
            """)

    @OptionGroup var options: RunOptions

    @Option(help: "Connections.")
    var connections = 15_000

    @Option(help: "Seconds for which all of them are held.")
    var seconds = 60.0

    @Option(help: "Connections that are made in a second.")
    var rate = 1_500.0

    @Option(help: "What each session says that it will write; \"\" for a connection without a session.")
    var text = "가"

    func validate() throws {
        guard (1...60_000).contains(connections), (0...604_800).contains(seconds), (1...100_000).contains(rate) else {
            throw ValidationError(
                "The connections must be 1 to 60000, the seconds 0 to 604800 (a week), the rate 1 to 100000 a second.")
        }
    }

    func run() throws {
        try options.reserveDescriptors(for: connections, "--connections")
        var start = SessionStart()
        start.text = Array(text)
        var plan = PenGroup.Plan(
            configuration: try options.clientConfiguration(),
            scripts: [EncodedScript(PenScript(name: "idle", start: start), as: options.transport.form)])
        plan.configuration.beginsSessions = !text.isEmpty
        plan.rounds = 1
        plan.seed = options.seed
        // Ports of one address do not suffice for more than about 28,000; several also spread over a server's limits per address.
        let addresses = options.sources > 0 ? options.sources : min(16, connections / 1_000 + 1)
        plan.sources = options.sourceAddresses(addresses)
        let fleet = try options.fleet(plan)
        var run = try LoadRun(options.emptyReport(scenario: "idle", pens: connections), fleet: fleet, options: options)
        let before = run.serverResidentBytes
        fleet.addPens(connections, overSeconds: Double(connections) / rate)
        let wanted = UInt64(connections)
        _ = run.goOn(forSeconds: Double(connections) / rate + 30) { $0.counts.connects >= wanted }
        // What was needed only to connect is given back meanwhile, as far as it ever is.
        _ = run.goOn(forSeconds: 2)
        let counts = run.counts, held = run.seconds
        let live = fleet.each { $0.livePens }.reduce(0, +)
        _ = run.goOn(forSeconds: seconds)
        let after = run.serverResidentBytes, open = fleet.openConnections
        let idle = RunReport.Idle(
            connections: live, heldSeconds: run.seconds - held, lost: Self.lost(run.counts - counts, open, of: live),
            bytesPerConnection: Self.share(before, after, of: live))
        var report = try run.finish()
        report.judge(openConnections: open, of: live)
        report.idle = idle
        report.judge()
        if live < connections { report.invalidate("only \(live) of \(connections) connections were there at a time") }
        try options.conclude(report)
    }

    /// How many connections are not those that were there before: gone, or made anew.
    private static func lost(_ counts: LoadCounts, _ open: Int, of live: Int) -> UInt64 {
        UInt64(min(live, max(0, live - open + Int(counts.connects + counts.resumes))))
    }

    private static func share(_ before: UInt64?, _ after: UInt64?, of connections: Int) -> Double? {
        guard let before, let after, connections > 0 else { return nil }
        return (Double(after) - Double(before)) / Double(connections)
    }
}
