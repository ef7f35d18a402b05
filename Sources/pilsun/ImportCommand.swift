import ArgumentParser
import Characters
import FoundationEssentials
import Glibc

/// `pilsun characters import`: makes a library file of what others publish.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a library file of characters that others publish.",
        discussion: """
            FORM is one of

              kanjivg       KanjiVG's release file kanjivg.xml, or its SVG files
              hanzi-writer  hanzi-writer-data: JSON files named by character
              makemeahanzi  graphics.txt, and AnimCJK's files of that form
              pilsun        NDJSON of your own: several ways of writing

            The whole library is written or, where a character is broken, nothing: \
            every fault is then told with its file, line and byte. --skip-broken tells \
            them, too, and writes the rest. Where a character comes twice, the \
            first one stays. Compressed files go through a pipe:

              zcat kanjivg.xml.gz | pilsun characters import kanjivg - -o kanji.lib

            Source and licence are kept with every character. “characters list” tells \
            what a library holds; “serve” and “check” read it with --characters. A line \
            of the form pilsun, here in three, is

              {"text":"十","frame":{"w":100,"h":100},"source":"…","license":"…",
               "alternatives":[{"name":"standard","orders":[[1,0]],
               "strokes":[[[10,50],[90,50]],[[50,10],[50,90]]]}]}

            A file of corrections has a line for each character that the source draws \
            wrong: the lines that “characters compare” prints for a direction or an \
            order, with tabs between, or whole characters of the form pilsun:

              體  direction  4
            """)

    /// The forms that can be read.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case kanjivg
        case hanziWriter = "hanzi-writer"
        case makemeahanzi
        case pilsun

        /// The ending of the form's files in a directory.
        var suffix: String {
            switch self {
            case .kanjivg: ".svg"
            case .hanziWriter: ".json"
            case .makemeahanzi: ".txt"
            case .pilsun: ".ndjson"
            }
        }

        /// Whose work the form's files are where nothing else is said.
        var attribution: Attribution {
            switch self {
            case .kanjivg: .kanjiVG
            case .hanziWriter: .hanziWriter
            case .makemeahanzi: .makeMeAHanzi
            case .pilsun: .own
            }
        }

        func importer(_ attribution: Attribution) -> any CharacterImporter {
            switch self {
            case .kanjivg: KanjiVGImporter(attribution: attribution)
            case .hanziWriter: HanziWriterImporter(attribution: attribution)
            case .makemeahanzi: GraphicsTextImporter(attribution: attribution)
            case .pilsun: VariantsImporter(attribution: attribution)
            }
        }
    }

    @Argument(
        help: ArgumentHelp("What the files are.", valueName: "form"))
    var form: Form

    @Argument(help: ArgumentHelp("Files or directories; “-” is standard input.", valueName: "source"))
    var sources: [String]

    @Option(name: .shortAndLong, help: ArgumentHelp("The library file to write.", valueName: "lib"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "Name of the collection, where it is not the form's own, for example AnimCJK.", valueName: "name"))
    var source: String?

    @Option(
        help: ArgumentHelp(
            "Licence of the collection, where it is not the form's own: an SPDX identifier.", valueName: "id"))
    var license: String?

    @Flag(help: "Leave out characters that cannot be read, and say which.")
    var skipBroken = false

    @Option(
        help: ArgumentHelp(
            "What the source has wrong: turned strokes, other orders, whole characters.", valueName: "file"))
    var corrections: String?

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let attribution = Attribution(
            source: source ?? form.attribution.source, license: license ?? form.attribution.license)
        let importer = form.importer(attribution)
        var collected = CollectedCharacters(corrections: try corrections.map(Self.readCorrections))
        try InputFiles.forEach(of: sources, suffix: form.suffix) { file in
            if file.bytes.starts(with: [0x1f, 0x8b]) {
                throw CommandFailure(
                    "“\(file.name)” is compressed: zcat FILE | pilsun characters import \(form.rawValue) - -o \(output)"
                )
            }
            if case .hanziWriter = form, HanziWriterImporter.text(ofFile: file.name) == nil,
                !sources.contains(file.name)
            {
                collected.passOver(file: file.name)
                return
            }
            collected.add(importer.read(file.bytes, file: file.name))
        }
        try report(collected)
        let bytes = try LibraryWriter.bytes(of: collected.characters)
        do {
            // Atomic: into a file beside it, then renamed. A server that has mapped the old library keeps the old one.
            try Data(bytes).write(to: URL(filePath: output), options: .atomic)
        } catch {
            throw CommandFailure("“\(output)” cannot be written: \(CommandFailure.reason(error)).")
        }
        let seconds = (clock.now - start) / .seconds(1)
        print("\(output): \(collected.summary), \(bytes.count) bytes, in \(Double(Int(seconds * 100)) / 100) s")
    }

    /// Faults that are told; of more only the number is.
    private static let mostFaults = 100

    /// Tells what was left out, and why; ends the import where that was not asked for.
    private func report(_ collected: CollectedCharacters) throws(CommandFailure) {
        let faults = collected.faults, told = skipBroken ? faults[...] : faults.prefix(Self.mostFaults)
        for fault in told { Self.tell(fault) }
        if told.count < faults.count { Self.tell("… and \(faults.count - told.count) more") }
        for text in collected.needlessCorrections {
            Self.tell("The correction of “\(text)” is for a character that is not here.")
        }
        guard !faults.isEmpty else { return }
        guard skipBroken else {
            let other = collected.characters.count, characters = "character\(other == 1 ? "" : "s")"
            throw CommandFailure(
                "Nothing was written: \(faults.count) fault\(faults.count == 1 ? "" : "s"). With --skip-broken the other \(other) \(characters) would be."
            )
        }
        if collected.characters.isEmpty { throw CommandFailure("Nothing was written: no character could be read.") }
    }

    private static func tell(_ line: String) { _ = (line + "\n").withCString { write(STDERR_FILENO, $0, strlen($0)) } }

    private static func readCorrections(_ path: String) throws -> Corrections {
        var read: Corrections?
        try InputFiles.forEach(of: [path], suffix: ".tsv") { read = try Corrections($0.bytes, file: $0.name) }
        guard let read else { throw CommandFailure("“\(path)” holds no corrections.") }
        return read
    }
}
