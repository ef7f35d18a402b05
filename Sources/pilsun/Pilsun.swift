import ArgumentParser

/// The command line: arguments and configuration, nothing else.
@main
struct Pilsun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pilsun", abstract: "Watches handwriting stroke by stroke, and says how it should go on.",
        subcommands: [
            ServeCommand.self, CheckCommand.self, RecogniseCommand.self, CharactersCommand.self, LessonsCommand.self,
            TokenCommand.self, UserCommand.self, DatabaseCommand.self,
        ])
}
