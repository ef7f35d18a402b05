import ArgumentParser
import Characters

/// `pilsun characters list`: what libraries hold, by whom and under which licence.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Tells what libraries hold, by whom and under which licence, and whether they are whole.",
        discussion: """
            Every library is read through and held against its checksums. With --each a line for every character follows: the
            character, its number of strokes, source and licence, divided by tabs.
            """)

    @OptionGroup var libraries: LibraryOptions

    @Flag(help: "Print a line for every character.")
    var each = false

    func run() throws {
        for path in libraries.paths {
            let file = try MappedLibrary.open(path)
            do {
                try list(file, path: path)
            } catch let error as LibraryError {
                throw CommandFailure("“\(path)”: \(error)")
            }
        }
    }

    private func list(_ file: LibraryFile, path: String) throws {
        try file.verify()
        var counts: [(attribution: String, count: Int)] = []
        var lines: [String] = []
        for position in 0..<file.count {
            let character = try file.character(at: position)
            let attribution = "\(character.source) (\(character.license))"
            if let index = counts.firstIndex(where: { $0.attribution == attribution }) {
                counts[index].count += 1
            } else {
                counts.append((attribution, 1))
            }
            let strokes = character.standardStrokes.count
            lines.append("\(character.text)\t\(strokes)\t\(character.source)\t\(character.license)")
        }
        let origins = counts.map { "\($0.count) from \($0.attribution)" }.joined(separator: ", ")
        print(
            "\(path): characters: \(file.count), digest \(LibrarySource(file).digest)\(origins.isEmpty ? "" : ": ")\(origins)"
        )
        if each { lines.forEach { print($0) } }
    }
}
