import ArgumentParser
import FoundationEssentials

/// `loadtest record DIR`: writes out the project's own recordings.
struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Writes the project's own recordings, made by a synthetic hand, into a folder.",
        discussion: "The same seed gives the same bytes. What is in loadtest/recordings was made with the default seed."
    )

    @Argument(help: "The folder; files of the same names are replaced.")
    var folder: String

    @Option(help: "What chance is drawn from.")
    var seed = SyntheticRecordings.seed

    func run() throws {
        for file in SyntheticRecordings(seed: seed).files {
            let path = "\(folder)/\(file.name)"
            do {
                try Data(file.bytes).write(to: URL(filePath: path))
            } catch {
                throw InputFault("“\(path)” cannot be written: does the folder exist, and is there room?")
            }
            print("\(path): \(file.bytes.count) bytes")
        }
    }
}
