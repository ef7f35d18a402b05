import ArgumentParser
import Characters

/// `--characters LIB`, as every command has it that asks for characters.
struct LibraryOptions: ParsableArguments {
    @Option(
        name: .customLong("characters"),
        help: ArgumentHelp(
            "A library of characters made by “characters import”; may be given several times, the first one that has a character wins.",
            valueName: "lib"))
    var paths: [String] = []

    /// The given libraries in their order, then the built-in Hangul, kana and digits.
    func source() throws(CommandFailure) -> SourceChain { try Self.source(of: paths) }

    /// The libraries at these paths, each found whole, then the built-in Hangul, kana and digits.
    static func source(of paths: [String]) throws(CommandFailure) -> SourceChain {
        var sources: [any CharacterSource] = []
        for path in paths { sources.append(LibrarySource(try MappedLibrary.openWhole(path))) }
        return SourceChain(sources + [HangulSource(), KanaSource()])
    }
}
