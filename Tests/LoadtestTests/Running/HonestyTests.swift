import Glibc
import Histogram
import Ink
import Loop
import Testing
import Wire

@testable import loadtest

/// Whether the figures are true: against servers whose delays are known, the percentiles are what arithmetic says.
@Suite("The harness' honesty", .serialized)
struct HonestyTests {
    /// A pen that writes a move every `step` microseconds for a time, nothing else.
    private func script(seconds: Double, stepMicroseconds: UInt64) -> PenScript {
        var script = PenScript(name: "steady", start: SessionStart())
        let sample = Sample(position: Point(1, 1))
        script.append(.start, samples: [sample], atMicroseconds: 0)
        for step in 1...UInt64(seconds * 1e6) / stepMicroseconds {
            script.append(.move, samples: [sample], atMicroseconds: step * stepMicroseconds)
        }
        script.append(.end, atMicroseconds: script.lengthMicroseconds)
        return script
    }

    /// What the harness measures of a stub with these manners; in each of its rounds every pen writes one session.
    private func measure(
        _ manners: StubServer.Manners, pens: Int, seconds: Double, rounds: Int = 1, isEchoed: Bool = false
    ) throws -> LoadSlice {
        let stub = try StubServer(manners)
        defer { stub.stop() }
        var configuration = PenClient.Configuration(endpoints: [try Endpoint(stub.url)], transport: .ws)
        configuration.isEchoed = isEchoed
        var plan = PenGroup.Plan(
            configuration: configuration,
            scripts: [EncodedScript(script(seconds: seconds, stepMicroseconds: 10_000), as: .webSocketText)])
        plan.rounds = rounds
        let fleet = try Fleet(loops: 1, plan: plan)
        defer { fleet.stop() }
        fleet.addPens(pens, overSeconds: 0.01)
        for _ in 0..<200 where fleet.each({ $0.finishedPens }) != [pens] { usleep(50_000) }
        #expect(fleet.each { $0.finishedPens } == [pens], "all pens have got their last answer")
        var slice = LoadSlice()
        for part in fleet.each({ $0.meter.cut() }) { slice.addLoop(part) }
        return slice
    }

    @Test("A server that answers after 5 ms is said to answer after 5 ms")
    func steadyDelay() throws {
        let slice = try measure(StubServer.Manners(delayMilliseconds: 5), pens: 4, seconds: 2)
        let latencies = slice.latencies[.acknowledgement]
        #expect(latencies.totalCount == slice.counts.eventsSent)
        #expect(slice.counts.eventsSent == 4 * 202)
        // Never less, and no more than the way there and back takes.
        #expect(latencies.min >= 5_000)
        #expect((5_000..<10_000).contains(latencies.valueAtPercentile(50)))
    }

    @Test("A server that stops for 500 ms once: every event that was due meanwhile counts from when it was due")
    func stall() throws {
        let pens = 4, seconds = 4.0
        let slice = try measure(
            StubServer.Manners(stallMilliseconds: 500, stallsAtEvent: 400), pens: pens, seconds: seconds)
        let latencies = slice.latencies[.acknowledgement]
        // Events come evenly, so the waits are spread evenly over 0…500 ms: of all events a share of 0.5 s / 4 s waits,
        // and a share of (0.5 − x) / 4 waits longer than x.
        for (percentile, expected) in [(99.0, 460.0), (95, 300), (90, 100)] {
            let measured = Double(latencies.valueAtPercentile(percentile)) / 1000
            #expect(abs(measured - expected) < 60, "p\(percentile) is \(measured) ms, arithmetic says \(expected) ms")
        }
        #expect((490_000..<700_000).contains(latencies.max))
        #expect(latencies.valueAtPercentile(50) < 20_000)
        // The stall was the server's: the harness kept its schedule as far as this machine let it.
        #expect(slice.lateShare < 0.5)
    }

    @Test("What an echo sends back 5 ms later is an acknowledgement after 5 ms, in one session after the other")
    func echo() throws {
        let slice = try measure(
            StubServer.Manners(delayMilliseconds: 5, isEcho: true), pens: 4, seconds: 1, rounds: 2, isEchoed: true)
        let latencies = slice.latencies[.acknowledgement]
        #expect(slice.counts.eventsSent == 4 * 2 * 102)
        #expect(latencies.totalCount == slice.counts.eventsSent)
        #expect(latencies.min >= 5_000)
        #expect((5_000..<10_000).contains(latencies.valueAtPercentile(50)))
        #expect(slice.counts.sessionsFinished == 8 && slice.counts.errors == 0 && slice.troubles.isEmpty)
    }

    @Test("A server that answers is not taken for an echo")
    func noEcho() throws {
        let slice = try measure(StubServer.Manners(), pens: 1, seconds: 0.1, isEchoed: true)
        #expect(slice.latencies[.acknowledgement].totalCount == 0)
        #expect(slice.troubles.keys.contains { $0.contains("instead of sending it back") })
    }

    @Test("Pens whose server has gone are known to be cut off, which spoils a run that ends with them")
    func cutOff() throws {
        let stub = try StubServer(StubServer.Manners())
        let plan = PenGroup.Plan(
            configuration: PenClient.Configuration(endpoints: [try Endpoint(stub.url)], transport: .ws),
            scripts: [EncodedScript(script(seconds: 60, stepMicroseconds: 10_000), as: .webSocketText)])
        let fleet = try Fleet(loops: 1, plan: plan)
        defer { fleet.stop() }
        fleet.addPens(3, overSeconds: 0.01)
        for _ in 0..<100 where fleet.each({ $0.livePens }) != [3] { usleep(50_000) }
        #expect(fleet.each { $0.livePens } == [3])
        #expect(fleet.each { $0.cutOffPens } == [0])
        stub.stop()
        for _ in 0..<200 where fleet.each({ $0.cutOffPens }) != [3] { usleep(50_000) }
        #expect(fleet.each { $0.cutOffPens } == [3])
        var report = RunReport(
            scenario: "replay", url: "", transport: "ws", startedAt: "", seconds: 1, pens: 3, loops: 1, seed: 1)
        report.judge(cutOffPens: 0)
        #expect(report.valid)
        report.judge(cutOffPens: 3)
        #expect(!report.valid && report.invalidBecause.contains { $0.hasPrefix("3 pens were cut off") })
    }

    @Test("A schedule that was not kept is owned up to")
    func late() {
        var slice = LoadSlice()
        for _ in 0..<985 { slice.lateness.record(100) }
        for _ in 0..<15 { slice.lateness.record(30_000) }
        #expect(abs(slice.lateShare - 0.015) < 1e-9)
        var report = RunReport(
            scenario: "replay", url: "", transport: "ws", startedAt: "", seconds: 1, pens: 1, loops: 1, seed: 1)
        report.counts.eventsSent = 1000
        report.lateShare = slice.lateShare
        report.judge()
        #expect(!report.valid)
        report = RunReport(
            scenario: "replay", url: "", transport: "ws", startedAt: "", seconds: 1, pens: 1, loops: 1, seed: 1)
        report.counts.eventsSent = 1000
        report.lateShare = 0.009
        report.judge()
        #expect(report.valid)
    }
}
