import ArgumentParser

/// `loadtest compare a.json b.json`: what became better or worse, and whether that is more than noise.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Says what became better or worse between two runs, or two sets of runs.",
        discussion: """
            A file holds what “--json” printed, one line for each run: append the repeats (>> a.json). With several runs on each \
            side the runs tell how large the noise is, with one the seconds within it.
            """)

    @Argument(help: "The runs before.")
    var before: String

    @Argument(help: "The runs after.")
    var after: String

    func run() throws {
        let first = try ReportFile.read(before), second = try ReportFile.read(after)
        // The moves of a closed loop of ink differ by a byte or two.
        let scenarios = Set(
            (first + second).map { run in
                let size = run.scenario == "echo" ? run.messageBytes.map { " of \($0) bytes" } ?? "" : ""
                return "\(run.scenario)\(size) over \(run.transport)"
            })
        guard scenarios.count == 1 else {
            throw InputFault(
                "These are runs of different kinds, which cannot be compared: \(scenarios.sorted().joined(separator: ", "))."
            )
        }
        let pens = Set((first + second).filter { $0.objectiveMs == nil }.map(\.pens))
        if pens.count > 1 {
            print("The runs differ in their pens: \(pens.sorted().map(String.init).joined(separator: ", ")).")
        }
        for (name, runs) in [(before, first), (after, second)] {
            let count = runs.count { !$0.valid }
            if count > 0 { print("\(name): \(count) of \(runs.count) runs are not valid; read on with care.") }
        }
        print(Comparison(first, second).text)
    }
}
