import ArgumentParser
import Characters
import Checking
import Glibc

/// `pilsun characters compare A B`: on what two libraries disagree.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Tells on which characters two libraries disagree.",
        discussion: """
            A line for each character that both have and each kind of disagreement: the character, the kind and the strokes, divided by tabs. \
            Strokes are counted from 1 in the order of A.

              太  direction  4      B draws A's fourth stroke from the other end
              必  order      2,1,3  what B writes first, second, third, by A's numbers
              そ  count      1,2    strokes of A, strokes of B

            A way that the other library accepts besides its standard is no disagreement. “built-in” stands for the characters that need no \
            library. How many characters were compared is said on standard error.
            """)

    @Argument(help: ArgumentHelp("A library, or built-in.", valueName: "A"))
    var first: String

    @Argument(help: ArgumentHelp("The library that it is compared with, or built-in.", valueName: "B"))
    var second: String

    func run() throws {
        let one = try Self.source(first), other = try Self.source(second)
        guard let listed = one.file ?? other.file else {
            throw ValidationError("What is built in agrees with itself: name a library.")
        }
        var compared = 0, disagreeing = 0
        for position in 0..<listed.count {
            let character = Character(try listed.character(at: position).text)
            guard let a = one.source.reference(for: character), let b = other.source.reference(for: character) else {
                continue
            }
            let differences = WritingComparison.differences(a, b)
            compared += 1
            disagreeing += differences.isEmpty ? 0 : 1
            for difference in differences { print("\(character)\t\(difference.kind)\t\(difference.numbers)") }
        }
        let summary = "characters that both have: \(compared), disagreeing: \(disagreeing)\n"
        _ = summary.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }

    private static func source(_ name: String) throws -> (source: any CharacterSource, file: LibraryFile?) {
        if name == "built-in" { return (try LibraryOptions.source(of: []), nil) }
        let file = try MappedLibrary.openWhole(name)
        return (LibrarySource(file), file)
    }
}
