import Characters
import Ink
import Testing

@testable import pilsun

@Suite struct CollectedCharactersTests {
    private func imported(_ lines: String...) -> ImportedFile {
        VariantsImporter().read(Array(lines.joined(separator: "\n").utf8), file: "own.ndjson")
    }

    private let ten = #"{"text":"十","strokes":[[[0.1,0.5],[0.9,0.5]],[[0.5,0.1],[0.5,0.9]]]}"#

    @Test func `broken characters are faults with their line, the others are kept once`() {
        var collected = CollectedCharacters()
        collected.add(imported(ten, "{", ten, #"{"text":"一","strokes":[[[0.1,0.5],[0.9,0.5]]]}"#, #"{"text":"二二"}"#))
        #expect(collected.characters.map(\.text) == ["十", "一"])
        #expect(collected.faults.count == 2)
        #expect(collected.faults[0].hasPrefix("own.ndjson:2:"))
        #expect(collected.faults[1] == "own.ndjson:5:1: “text” must be one character")
        #expect(collected.summary.contains("left out as broken: 2") && collected.summary.contains("repeated: 1"))
    }

    @Test func `what a library has no room for is a fault of that character alone`() {
        var collected = CollectedCharacters()
        let strokes = Array(repeating: "[[0,0],[1,1]]", count: 300).joined(separator: ",")
        collected.add(imported(ten, #"{"text":"多","strokes":[\#(strokes)]}"#))
        #expect(collected.characters.map(\.text) == ["十"])
        #expect(
            collected.faults == ["The character “多” does not fit into a library: it has no strokes or more than 255."])
    }

    @Test func `corrections are applied, and those without a character are told`() throws {
        let text = "十\torder\t2,1\n大\tdirection\t1"
        var collected = CollectedCharacters(corrections: try Corrections(Array(text.utf8), file: "c.tsv"))
        collected.add(imported(ten))
        let strokes = try #require(collected.characters.first).standardStrokes
        #expect(strokes[0].points[0].x == 0.5)
        #expect(collected.needlessCorrections == ["大"])
    }
}
