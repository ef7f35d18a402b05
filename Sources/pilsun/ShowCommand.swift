import ArgumentParser
import Characters

/// `pilsun characters show TEXT`: each character's parts, strokes and accepted ways of writing, or a drawing of them.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows how the characters of a text are written.")

    @Argument(help: "The characters, for example 한글.")
    var text: String

    @OptionGroup var libraries: LibraryOptions

    @Flag(help: "Draw them as one SVG document with numbered, directed strokes.")
    var svg = false

    @Flag(help: "Draw every accepted way of writing each part, the standard one first.")
    var ways = false

    @Option(help: "Side of a character's box in the drawing, in pixels.")
    var side = 320

    @Option(help: "Characters in a row of the drawing.")
    var columns = 8

    func validate() throws {
        guard !text.isEmpty else { throw ValidationError("The text is empty: name at least one character.") }
        guard (16...4096).contains(side) else { throw ValidationError("The side must be 16 to 4096 pixels.") }
        guard (1...1000).contains(columns) else { throw ValidationError("The columns must be 1 to 1000.") }
    }

    func run() throws {
        let source = try libraries.source()
        let characters = try text.filter { !$0.isWhitespace }.map { character in
            guard let reference = source.reference(for: character) else {
                throw ValidationError("No library here knows the character “\(character)”.")
            }
            return reference
        }
        if svg {
            let drawn = ways ? characters.flatMap(Self.ways) : characters
            print(CharacterDrawing(drawn, side: side, columns: columns).svg, terminator: "")
        } else {
            for character in characters { print(Self.summary(character)) }
        }
    }

    /// The character in its standard form, and with each other way of writing each of its parts.
    private static func ways(_ character: ReferenceCharacter) -> [ReferenceCharacter] {
        [character]
            + character.parts.indices.flatMap { part in
                character.parts[part].alternatives.indices.dropFirst().map { character.writing(part: part, as: $0) }
            }
    }

    /// One line for the character, then one for each accepted way of writing each part.
    private static func summary(_ character: ReferenceCharacter) -> String {
        let scalars = character.text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
        var lines = [
            "\(character.text)  \(scalars.joined(separator: " "))  \(count(character.standardStrokes.count, "stroke"))"
                + "  source: \(character.source)  licence: \(character.license)"
        ]
        for part in character.parts {
            for alternative in part.alternatives {
                let strokes = count(alternative.strokes.count, "stroke")
                let orders = alternative.orders.dropFirst().map { order in
                    order.map { String($0 + 1) }.joined(separator: "-")
                }
                lines.append(
                    "  \(part.name)  \(alternative.name): \(strokes)"
                        + (orders.isEmpty ? "" : ", also in the order \(orders.joined(separator: ", "))"))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
