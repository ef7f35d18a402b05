import ArgumentParser
import Loop

/// `loadtest echo URL`: a closed loop against an echo server, for comparison with others.
struct EchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo", abstract: "Sends messages to an echo server, each when the one before has come back.",
        discussion: """
            A closed loop finds the most that a server can do, for comparison with other servers. Its latencies are those of a server \
            that is never pushed: a stall delays the messages that would have come meanwhile, and so hides (coordinated omission).
            """)

    @OptionGroup var options: RunOptions

    @Option(help: "Connections, each with one message under way.")
    var connections = 100

    @Option(help: "Bytes in a message.")
    var size = 64

    @Option(help: "Seconds that are measured, after one that is not.")
    var seconds = 5.0

    func validate() throws {
        guard (1...50_000).contains(connections), (1...(8 << 20)).contains(size), seconds > 0 else {
            throw ValidationError("The connections must be 1 to 50000, the size 1 byte to 8 MiB, the seconds above 0.")
        }
    }

    func run() throws {
        ProcessSignal.block()
        try options.reserveDescriptors(connections)
        var plan = PenGroup.Plan(configuration: try options.clientConfiguration(), scripts: [])
        plan.seed = options.seed
        plan.sources = options.sourceAddresses()
        let fleet = try Fleet(loops: options.loops, plan: plan)
        var run = try LoadRun(options.emptyReport(scenario: "echo", pens: connections), fleet: fleet, options: options)
        fleet.addEchoes(connections, payload: [UInt8](repeating: 0x61, count: size))
        _ = run.goOn(forSeconds: 1)
        let before = run.counts, began = run.seconds
        let measured = run.goOn(forSeconds: seconds)
        let rate = Double((run.counts - before).eventsReceived) / (run.seconds - began)
        var report = try run.finish()
        report.pens = connections
        report.tell(measured.latencies)
        report.eventsPerS = rate
        report.notes.append(
            "\(ProgressLine.figure(rate)) messages/s of \(size) bytes came back, in a closed loop of \(connections).")
        report.judge()
        try options.conclude(report)
    }
}
