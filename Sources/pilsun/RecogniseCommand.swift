import ArgumentParser
import Characters
import Checking
import Sessions
import Wire

/// `pilsun recognise FILE…`: which character recorded ink is, as one line of JSON for each recording.
struct RecogniseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recognise", abstract: "Says what was written: ten candidates for each recording.",
        discussion: """
            A recording is a line of JSON as for “check”; its text is not looked at. Strokes may come in any order. For each there is a line

              {"id":"…","candidates":[{"text":"가","probability":0.93},…]}

            with the likeliest first; probabilities sum to at most 1. Candidates are all Hangul syllables and letters, kana, digits and what the libraries hold.
            """)

    @OptionGroup var libraries: LibraryOptions

    @Argument(help: "Files of recordings; - is standard input.")
    var files: [String]

    func run() throws {
        var run = RecognitionRun(source: try libraries.source())
        for file in files {
            try InputLines.forEach(of: file) {
                run.take($0, lineNumber: $1)
            } afterEach: {
                try StandardOutput.write(&run.json)
            }
        }
    }
}
