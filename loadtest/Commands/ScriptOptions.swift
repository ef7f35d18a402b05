import ArgumentParser

/// What pens write, and how fast.
struct ScriptOptions: ParsableArguments {
    @Option(help: "How often a pen sends what it has written since.")
    var movesPerSecond = 60.0

    @Option(help: "Recordings that are written in one session.")
    var charactersPerSession: Int?

    @Option(
        help:
            "Kinds of devices and hands: each recording is shifted, scaled and hurried in so many ways. 0: as recorded."
    )
    var variations: Int?

    @Flag(help: "Pass over lines that cannot be used instead of refusing the file.")
    var skipBroken = false

    func validate() throws {
        guard (1...1000).contains(movesPerSecond) else {
            throw ValidationError("The moves must be 1 to 1000 a second.")
        }
        guard (1...200).contains(charactersPerSession ?? 1) else {
            throw ValidationError("A session has 1 to 200 characters.")
        }
        guard (0...1000).contains(variations ?? 0) else { throw ValidationError("The variations must be 0 to 1000.") }
    }

    /// When samples are sent.
    func pacing(_ timing: Pacing.Timing) -> Pacing {
        var pacing = Pacing()
        pacing.timing = timing
        pacing.movesPerSecond = movesPerSecond
        return pacing
    }

    /// The scripts of a run.
    ///
    /// - Parameter characters: recordings in a session, where the person did not say.
    func scripts(
        files: [String], pacing: Pacing, options: RunOptions, pens: Int, characters: Int = 1, variations: Int = 4
    ) throws(InputFault) -> [EncodedScript] {
        let source = try ScriptSource(files: files, skipsBroken: skipBroken)
        if source.brokenLines > 0 {
            ProgressLine.tell("\(source.brokenLines) lines cannot be used and are passed over.")
        }
        let scripts = source.scripts(
            pacing: pacing, charactersPerSession: charactersPerSession ?? characters,
            variations: self.variations ?? variations, seed: options.seed)
        return scripts.map { EncodedScript($0, as: options.transport.form) }
    }
}
