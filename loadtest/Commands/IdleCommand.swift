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
        guard (1...60_000).contains(connections), seconds >= 0, rate > 0 else {
            throw ValidationError("The connections must be 1 to 60000, times and rates above 0.")
        }
    }

    func run() throws {
        ProcessSignal.block()
        try options.reserveDescriptors(connections * options.transport.connectionsPerPen)
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
        let fleet = try Fleet(loops: options.loops, plan: plan)
        var run = try LoadRun(options.emptyReport(scenario: "idle", pens: connections), fleet: fleet, options: options)
        let before = run.serverResidentBytes
        fleet.addPens(connections, overSeconds: Double(connections) / rate)
        let wanted = UInt64(connections)
        _ = run.goOn(forSeconds: Double(connections) / rate + 30) { $0.counts.connects >= wanted }
        // What was needed only to connect is given back meanwhile, as far as it ever is.
        _ = run.goOn(forSeconds: 2)
        let lost = run.counts.losses
        let held = run.seconds
        let live = fleet.each { $0.livePens }.reduce(0, +)
        _ = run.goOn(forSeconds: seconds)
        let after = run.serverResidentBytes
        let idle = RunReport.Idle(
            connections: live, heldSeconds: run.seconds - held, lost: run.counts.losses - lost,
            bytesPerConnection: Self.share(before, after, of: live))
        var report = try run.finish()
        report.idle = idle
        report.judge()
        if live < connections { report.invalidate("only \(live) of \(connections) connections were there at a time") }
        try options.conclude(report)
    }

    private static func share(_ before: UInt64?, _ after: UInt64?, of connections: Int) -> Double? {
        guard let before, let after, connections > 0 else { return nil }
        return (Double(after) - Double(before)) / Double(connections)
    }
}
