import ArgumentParser
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

    /// Sees to it that so many connections can be open.
    func reserveDescriptors(_ connections: Int) throws(InputFault) {
        let limit = ProcessLimits.raiseDescriptors()
        guard connections + 64 <= limit else {
            throw InputFault(
                "\(connections) connections need \(connections + 64) descriptors, and this process may have \(limit): raise the "
                    + "limit (ulimit -n \(connections + 64), as root) or ask for at most \(max(limit - 64, 0)).")
        }
    }

    /// Prints and writes the report, and decides on the exit code: 0 for a run that can be trusted.
    func conclude(_ report: RunReport) throws {
        if let path = self.report { try ReportFile.write(ReportPage(report).html, to: path) }
        print(json ? try ReportFile.json(report) : RunSummary(report).text)
        if !report.valid { throw ExitCode(2) }
        if let verification = report.verification, verification.sessionsDifferent > 0 { throw ExitCode(3) }
    }
}

extension TransportKind: ExpressibleByArgument {}
