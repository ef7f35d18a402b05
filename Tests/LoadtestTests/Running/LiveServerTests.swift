import Characters
import Glibc
import Histogram
import Logging
import Loop
import Server
import Sessions
import Testing
import Transport
import Wire

@testable import loadtest

/// Pens against the real server in this process, over every transport that it speaks.
@Suite("Pens at a live server", .serialized)
struct LiveServerTests {
    private func server() throws -> PilsunServer {
        var configuration = PilsunServer.Configuration()
        configuration.transport.port = 0
        configuration.transport.loops = 2
        return try PilsunServer(
            configuration, source: SourceChain([HangulSource()]),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Two short recordings, right and wrong, in two variations each, and what the checker says of them.
    private func scripts() throws -> (scripts: [PenScript], expected: ExpectedAnswers) {
        var source = try ScriptSource(files: [], skipsBroken: false)
        source.keep { $0.id.hasPrefix("vertical/가/") && !$0.id.hasSuffix("/240") }
        // A fast hand: the test need not wait for a calm one.
        let scripts = source.scripts(pacing: Pacing(), charactersPerSession: 1, variations: 2, seed: 3).map {
            var fast = Variation.none
            fast.speed = 4
            return $0.varied(by: fast, named: $0.name)
        }
        var writer = RecordingWriter()
        for script in scripts { script.write(asLog: &writer) }
        var run = CheckRun(source: SourceChain([HangulSource()])), splitter = LineSplitter()
        splitter.feed(writer.json.bytes.span.bytes) { run.take($0, lineNumber: $1) }
        run.finish()
        return (scripts, try ExpectedAnswers(run.json.bytes))
    }

    private func fleet(_ transport: TransportKind, _ url: String, rounds: Int, spins: Bool = false) throws -> Fleet {
        let (scripts, expected) = try scripts()
        var plan = PenGroup.Plan(
            configuration: PenClient.Configuration(endpoints: [try Endpoint(url)], transport: transport),
            scripts: scripts.map { EncodedScript($0, as: transport.form) })
        plan.expected = expected
        plan.rounds = rounds
        plan.spins = spins
        return try Fleet(loops: 1, plan: plan)
    }

    private func waitForEnd(_ fleet: Fleet, pens: Int) -> LoadSlice {
        for _ in 0..<600 where fleet.each({ $0.finishedPens }) != [pens] { usleep(50_000) }
        #expect(fleet.each { $0.finishedPens } == [pens], "all pens have got their last answer")
        return fleet.each { $0.meter.cut() }[0]
    }

    @Test("Every transport gets the very answers of the checker", arguments: TransportKind.allCases)
    func transports(_ transport: TransportKind) throws {
        let server = try server()
        defer { server.drain(withinMilliseconds: 1000) }
        let fleet = try fleet(transport, "ws://\(server.address)", rounds: 2)
        defer { fleet.stop() }
        fleet.addPens(8, overSeconds: 0.2)
        let slice = waitForEnd(fleet, pens: 8)
        #expect(slice.firstDifference == nil, "\(slice.firstDifference ?? "")")
        #expect(slice.counts.sessionsCompared == 16)
        #expect(slice.counts.unanswered == 0 && slice.counts.errors == 0 && slice.troubles.isEmpty)
        #expect(slice.latencies[.acknowledgement].totalCount == slice.counts.eventsSent)
        for kind in [LatencyKind.fit, .verdict, .analysis, .connect] { #expect(slice.latencies[kind].totalCount > 0) }
    }

    @Test("Loops that never sleep get the very same answers, and know how long they had nothing to do")
    func spins() throws {
        let server = try server()
        defer { server.drain(withinMilliseconds: 1000) }
        let began = MonotonicClock.nanoseconds()
        let fleet = try fleet(.ws, "ws://\(server.address)", rounds: 1, spins: true)
        defer { fleet.stop() }
        fleet.addPens(4, overSeconds: 0.2)
        let slice = waitForEnd(fleet, pens: 4)
        #expect(slice.firstDifference == nil, "\(slice.firstDifference ?? "")")
        #expect(slice.counts.sessionsCompared == 4 && slice.counts.unanswered == 0)
        #expect(slice.counts.idleNanoseconds > 0)
        #expect(slice.counts.idleNanoseconds < MonotonicClock.nanoseconds() - began)
    }

    @Test(
        "Pens that are cut off again and again get every answer once",
        arguments: [TransportKind.ws, .wsBinary, .socketio])
    func cuts(_ transport: TransportKind) throws {
        let server = try server()
        defer { server.drain(withinMilliseconds: 1000) }
        let fleet = try fleet(transport, "ws://\(server.address)", rounds: 2)
        defer { fleet.stop() }
        fleet.addPens(8, overSeconds: 0.1)
        for cut in 0..<6 {
            usleep(250_000)
            _ = fleet.each { $0.cutAll(comesBackAtOnce: cut % 2 == 0) }
        }
        let slice = waitForEnd(fleet, pens: 8)
        #expect(slice.firstDifference == nil, "\(slice.firstDifference ?? "")")
        #expect(slice.counts.sessionsCompared == 16)
        #expect(slice.counts.resumes > 0 && slice.counts.outputsMissing == 0 && slice.counts.inkLost == 0)
    }
}
