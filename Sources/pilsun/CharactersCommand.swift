import ArgumentParser

/// `pilsun characters`: what the program knows about how characters are written.
struct CharactersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "characters", abstract: "Reads, lists, compares and shows how characters are written.",
        subcommands: [ShowCommand.self, ListCommand.self, CompareCommand.self, ImportCommand.self])
}
