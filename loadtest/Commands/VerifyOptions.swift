import ArgumentParser
import Wire

/// Whether the answers are compared with the expected ones, and where those come from.
struct VerifyOptions: ParsableArguments {
    @Flag(help: "Compare every session's events with what “pilsun check” says, and fail on the first difference.")
    var verify = false

    @Option(help: "The program that is asked. Default: the pilsun beside this one.")
    var pilsun: String?

    @Option(help: "What “pilsun check” said of the same files, instead of asking it; with --variations 0.")
    var expected: String?

    /// What the sessions must be told, nil where nothing is compared.
    ///
    /// - Parameter variations: in how many ways each recording is written, where the person said so.
    func expected(for scripts: [PenScript], variations: Int?) throws(InputFault) -> ExpectedAnswers? {
        guard verify || expected != nil else { return nil }
        guard expected == nil || variations == 0 else {
            throw InputFault("--expected tells of recordings as they are: give it with --variations 0.")
        }
        let answers =
            if let expected {
                try ExpectedAnswers(try ScriptSource.contents(of: expected))
            } else {
                try CheckProgram(path: pilsun).answers(for: scripts)
            }
        for script in scripts {
            for place in script.start.text.indices where answers.character(place, of: script.name) == nil {
                throw InputFault(
                    "Of “\(script.name)”, character \(place), there is no expected answer: let “pilsun check” read the same files."
                )
            }
        }
        return answers
    }
}
