import ArgumentParser
import Characters
import Checking
import Server
import Sessions
import Wire

/// `pilsun check FILE…`: what a live client would have been told about recorded ink, as one line of JSON for each character.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Judges recordings: one line of JSON for each written character.",
        discussion: """
            A line that cannot be judged is answered with its error. The command ends with 0 when its input was read through; with \
            --fail-on-errors only where every line was judged.
            """)

    @OptionGroup var libraries: LibraryOptions

    @Option(help: "Judge at beginner, standard or strict. Default: standard; a session log at its own.")
    var level: String?

    @Flag(help: "End with 1 where a line could not be judged.")
    var failOnErrors = false

    @Argument(help: "Files of recordings or session logs; - is standard input.")
    var files: [String]

    func validate() throws {
        guard let level, Level(rawValue: level) == nil else { return }
        throw ValidationError("There is no level “\(level)”: choose beginner, standard or strict.")
    }

    func run() throws {
        var run = CheckRun(source: try libraries.source(), level: level.flatMap(Level.init(rawValue:)))
        for file in files {
            try InputLines.forEach(of: file) {
                run.take($0, lineNumber: $1)
            } afterEach: {
                try StandardOutput.write(&run.json)
            }
            run.finish()
            try StandardOutput.write(&run.json)
        }
        if failOnErrors, run.failures > 0 {
            throw CommandFailure("\(run.failures) line\(run.failures == 1 ? "" : "s") could not be judged.")
        }
    }
}
