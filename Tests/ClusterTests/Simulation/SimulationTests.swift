import Cluster
import Foundation
import Testing

@Suite("Simulation of log, epochs and resume")
struct SimulationTests {
    /// What the store and the pens can be like.
    static let weathers: [(name: String, weather: Simulation.Weather)] = [
        ("everything breaks, the store forgets", .init(faults: 14)),
        (
            "a pen that cannot begin anew, a store that forgets nothing",
            .init(storeForgets: false, penCanRestart: false)
        ),
        ("another device takes over", .init(storeForgets: false, handsOver: true)),
        ("logs that outgrow their bound", .init(faults: 14, limit: 60)),
        ("fair", .init(faults: 0)),
    ]

    /// Schedules of each weather; `PILSUN_SCHEDULES=100000` looks longer.
    static let schedules = ProcessInfo.processInfo.environment["PILSUN_SCHEDULES"].flatMap(UInt64.init) ?? 1_000

    /// The first schedule in which something went wrong.
    private func firstFault(_ weather: Simulation.Weather, seeds: Range<UInt64>) -> (seed: UInt64, fault: String)? {
        for seed in seeds {
            var simulation = Simulation(seed: seed, weather: weather)
            guard let fault = simulation.run() else { continue }
            return (seed, fault)
        }
        return nil
    }

    @Test("no schedule loses, repeats or changes an event", arguments: weathers.indices)
    func schedules(index: Int) {
        let (name, weather) = Self.weathers[index]
        let found = firstFault(weather, seeds: 0..<Self.schedules)
        guard let found else { return }
        let trace = Simulation.Trace()
        var simulation = Simulation(seed: found.seed, weather: weather)
        simulation.trace = trace
        _ = simulation.run()
        Issue.record(
            "\(name), seed \(found.seed): \(found.fault)\n\(trace.lines.suffix(60).joined(separator: "\n"))")
    }

    /// Whether some weather brings the bug to light.
    private func isFound(_ plant: (inout Simulation.Weather) -> Void) -> Bool {
        Self.weathers.dropLast().contains { weather in
            var weather = weather.weather
            plant(&weather)
            return firstFault(weather, seeds: 0..<4_000) != nil
        }
    }

    @Test("a planted bug of the store is found", arguments: SimulatedStore.Bug.allCases)
    func storeBugs(bug: SimulatedStore.Bug) {
        #expect(isFound { $0.storeBug = bug })
    }

    @Test("a planted bug of a node is found", arguments: SimulatedNode.Bug.allCases)
    func nodeBugs(bug: SimulatedNode.Bug) {
        #expect(isFound { $0.nodeBug = bug })
    }
}
