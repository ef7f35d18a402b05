import ArgumentParser
import Glibc
import Loop

/// What all scenarios have in common.
struct RunOptions: ParsableArguments {
    @Argument(help: "The server: ws://127.0.0.1:8080, or wss://, http://, https://. Further ones after commas.")
    var url: String

    @Option(help: "How pens talk: \(TransportKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var transport = TransportKind.ws

    @Option(help: "Threads for connections.")
    var loops = 1

    @Option(help: "What chance is drawn from: the same seed gives the same run.")
    var seed: UInt64 = 1

    @Option(help: "A server's process to follow: processor time and memory. May be given several times.")
    var pid: [Int] = []

    @Option(help: "Where the server's own counters are: http://127.0.0.1:8080/metrics.")
    var metrics: String?

    @Option(help: "Connect from so many addresses 127.0.0.1, 127.0.0.2, …; 0 leaves it to the system.")
    var sources = 0

    @Option(help: "With wss:// or https://: the file (PEM) of certificates that the server's must lead to.")
    var ca: String?

    @Flag(help: "With wss:// or https://: trust any certificate.")
    var insecure = false

    @Flag(
        inversion: .prefixedNo,
        help: "Never let the pens' loops sleep: exact on a core of their own (taskset), where it is what is done.")
    var spin: Bool?

    @Flag(help: "Print the whole report as one line of JSON instead of a summary.")
    var json = false

    @Option(help: "Write the report as an HTML page to this file.")
    var report: String?

    func validate() throws {
        guard (1...64).contains(loops) else { throw ValidationError("The loops must be 1 to 64.") }
        guard (0...250).contains(sources) else { throw ValidationError("The sources must be 0 to 250.") }
    }

    /// Where to connect.
    func endpoints() throws(InputFault) -> [Endpoint] {
        var endpoints: [Endpoint] = []
        for url in url.split(separator: ",") {
            do throws(Endpoint.Fault) {
                endpoints.append(try Endpoint(String(url)))
            } catch {
                throw InputFault(error.description)
            }
        }
        guard !endpoints.isEmpty else { throw InputFault("Name a server, such as ws://127.0.0.1:8080.") }
        return endpoints
    }

    /// What all pens have in common.
    func clientConfiguration() throws(InputFault) -> PenClient.Configuration {
        var configuration = PenClient.Configuration(endpoints: try endpoints(), transport: transport)
        guard configuration.endpoints.contains(where: \.isSecure) else { return configuration }
        var tls = TLSClientConfiguration()
        tls.authorityFile = ca
        tls.verifiesServer = !insecure
        do throws(TLSFailure) {
            configuration.options.tls = try TLSClient(tls)
        } catch {
            throw InputFault("TLS cannot be set up: \(error)")
        }
        return configuration
    }

    /// The pens' loops, where a report can be written. From here on a signal ends the run in order instead of the process.
    func fleet(_ plan: PenGroup.Plan) throws -> Fleet {
        try checkReport()
        // Before the first thread: threads inherit what is blocked.
        ProcessSignal.block()
        return try Fleet(loops: loops, plan: plan)
    }

    /// Where to connect from.
    func sourceAddresses(_ count: Int? = nil) -> [SocketAddress] {
        (0..<(count ?? sources)).map { SocketAddress(127, 0, 0, UInt8($0 + 1), port: 0) }
    }

    /// Whether loops that keep a schedule never sleep: a core that sleeps may wake milliseconds late, and who has given each loop a core
    /// of its own has nobody else to leave it to.
    var spins: Bool { spin ?? (ProcessUse.pinnedCores == loops) }

    /// A report without figures.
    func emptyReport(scenario: String, pens: Int) -> RunReport {
        RunReport(
            scenario: scenario, url: url, transport: transport.rawValue, startedAt: WallClock.text, seconds: 0,
            pens: pens,
            loops: loops, seed: seed)
    }

    /// Sees to it that so many pens can be connected.
    ///
    /// - Parameters:
    ///   - name: the option that they were asked for with.
    ///   - attempts: connections that each connection may have beside it while it is replaced, and itself.
    func reserveDescriptors(for pens: Int, _ name: String, attempts: Int = 1) throws(InputFault) {
        let limit = ProcessLimits.raiseDescriptors()
        // A loop has a handful of its own; the rest is for files and what the libraries hold.
        let own = 48 + 16 * loops, each = transport.connectionsPerPen * attempts
        let needed = pens * each + own
        guard needed > limit else { return }
        let possible = (limit - own) / each
        throw InputFault(
            "\(pens * each) connections need \(needed) descriptors, and this process may have \(limit): raise the limit (ulimit -n "
                + "\(needed), as root)" + (possible > 0 ? " or ask for less: \(name) \(possible)." : "."))
    }

    /// Sees to it that the report can be written before hours are spent on it.
    private func checkReport() throws(InputFault) {
        guard let path = report else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw InputFault("The report cannot be written to “\(path)”: \(String(cString: strerror(errno))).")
        }
        close(descriptor)
    }

    /// Prints and writes the report, and decides on the exit code: 0 for a run that can be trusted, 3 for one that was told something else
    /// than expected, 2 for one whose figures are worthless.
    func conclude(_ report: RunReport) throws {
        try ReportFile.print(json ? try ReportFile.json(report) : RunSummary(report).text)
        if let path = self.report { try ReportFile.write(ReportPage(report).html, to: path) }
        if let verification = report.verification, verification.sessionsDifferent > 0 { throw ExitCode(3) }
        if !report.valid { throw ExitCode(2) }
    }
}

extension TransportKind: ExpressibleByArgument {}
