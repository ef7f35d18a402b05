import ArgumentParser
import Loop

/// `loadtest echo URL`: a closed loop against an echo server or, with ink, a server of this project, for comparison with others.
struct EchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Sends messages to an echo server, or ink, each when the one before is answered.",
        discussion: """
            A closed loop finds the most that a server can do, for comparison with other servers. Its latencies are those of a server \
            that is never pushed: a stall delays the messages that would have come meanwhile, and so hides (coordinated omission).
            """)

    @OptionGroup var options: RunOptions

    @Option(help: "Connections, each with one message under way.")
    var connections = 100

    @Option(help: "Bytes in a message.")
    var size = 64

    @Flag(
        help:
            "Send stroke:move events of four points instead, each when the one before is acknowledged; with --transport ws-binary in binary."
    )
    var ink = false

    @Option(help: "Seconds that are measured, after one that is not.")
    var seconds = 5.0

    func validate() throws {
        guard (1...50_000).contains(connections), (1...(8 << 20)).contains(size), (0.1...86_400).contains(seconds)
        else {
            throw ValidationError(
                "The connections must be 1 to 50000, the size 1 byte to 8 MiB, the seconds 0.1 to 86400.")
        }
        guard options.transport == .ws || ink && options.transport == .wsBinary else {
            throw ValidationError("A closed loop goes over ws, ink also over ws-binary.")
        }
    }

    func run() throws {
        try options.reserveDescriptors(for: connections, "--connections")
        var plan = PenGroup.Plan(configuration: try options.clientConfiguration(), scripts: [])
        plan.seed = options.seed
        plan.sources = options.sourceAddresses()
        let fleet = try options.fleet(plan)
        var run = try LoadRun(
            options.emptyReport(scenario: ink ? "echo --ink" : "echo", pens: connections), fleet: fleet,
            options: options)
        let size = size, kind = ink ? options.transport : nil
        fleet.addClosedLoops(connections) { if let kind { InkTraffic(kind) } else { EchoTraffic(bytes: size) } }
        _ = run.goOn(forSeconds: 1)
        let before = run.counts, began = run.seconds, isMeasured = !run.isOver
        let measured = run.goOn(forSeconds: seconds)
        let rate = isMeasured ? Double((run.counts - before).eventsReceived) / (run.seconds - began) : 0
        let bytes = ink ? meanMoveBytes(fleet) : size
        let open = fleet.openConnections
        var report = try run.finish()
        report.judge(openConnections: open, of: connections)
        if !isMeasured { report.invalidate("it was ended before anything was measured") }
        report.pens = connections
        report.messageBytes = bytes
        report.tell(measured.latencies)
        report.eventsPerS = rate
        report.notes.append(
            "\(ProgressLine.figure(rate)) messages/s of \(bytes) bytes were answered, in a closed loop of \(connections)."
        )
        report.judge()
        try options.conclude(report)
    }

    /// Bytes of a `stroke:move`, on average.
    private func meanMoveBytes(_ fleet: Fleet) -> Int {
        let sums = fleet.each { group in
            let pens = group.closedLoops.compactMap { $0.traffic as? InkTraffic }
            return (bytes: pens.map(\.moveBytes).reduce(0, +), moves: pens.map(\.moves).reduce(0, +))
        }
        return sums.map(\.bytes).reduce(0, +) / max(1, sums.map(\.moves).reduce(0, +))
    }
}
