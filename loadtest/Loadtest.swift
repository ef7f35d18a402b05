import ArgumentParser

/// `loadtest`: replays recorded sessions against a server, finds its limit, and says how far its own figures can be believed.
@main
struct Loadtest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loadtest", abstract: "Replays recorded sessions against a server and measures the answers.",
        subcommands: [
            ReplayCommand.self, CapacityCommand.self, IdleCommand.self, StormCommand.self, SoakCommand.self,
            EchoCommand.self, CompareCommand.self, RecordCommand.self,
        ])
}
