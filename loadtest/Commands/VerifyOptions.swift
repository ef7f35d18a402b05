import ArgumentParser

/// Whether the answers are compared with the expected ones, and where those come from.
struct VerifyOptions: ParsableArguments {
    @Flag(help: "Compare every session's events with what “pilsun check” says, and fail on the first difference.")
    var verify = false

    @Option(help: "The program that is asked. Default: the pilsun beside this one.")
    var pilsun: String?

    @Option(help: "What “pilsun check” said of the same files, instead of asking it; with --variations 0.")
    var expected: String?

    /// What the sessions must be told, nil where nothing is compared.
    func expected(for scripts: [PenScript]) throws(InputFault) -> ExpectedAnswers? {
        if let expected { return try ExpectedAnswers(try ScriptSource.contents(of: expected)) }
        guard verify else { return nil }
        return try CheckProgram(path: pilsun).answers(for: scripts)
    }
}
