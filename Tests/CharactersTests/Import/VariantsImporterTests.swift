import Characters
import Ink
import Testing

@Suite("VariantsImporter")
struct VariantsImporterTests {
    private static let line =
        #"{"text":"十","alternatives":[{"name":"standard","strokes":[[[10,50],[90,50]],[[50,10],[50,90]]],"orders":[[1,0]]},"#
        + #"{"strokes":[[[10,50],[90,50],[50,10]]],"name":"one line","note":1}],"frame":{"w":100,"h":100},"license":"MIT"}"#

    private static func read(_ text: String) throws(ImportFault) -> [ReferenceCharacter] {
        try VariantsImporter(attribution: Attribution(source: "school", license: "CC0-1.0"))
            .characters(in: Array(text.utf8), file: "v.ndjson")
    }

    @Test("alternatives keep their names, strokes and orders")
    func alternatives() throws {
        let characters = try Self.read(Self.line)
        try #require(characters.count == 1)
        #expect(characters[0].source == "school")
        #expect(characters[0].license == "MIT")
        let alternatives = characters[0].parts[0].alternatives
        #expect(alternatives.map(\.name) == ["standard", "one line"])
        #expect(alternatives.map(\.orders) == [[[0, 1], [1, 0]], [[0]]])
        #expect(alternatives.map(\.strokes.count) == [2, 1])
        #expect(alternatives[0].strokes[1].points.first == Point(0.5, 0.1))
        #expect(alternatives[0].strokes[1].points.last == Point(0.5, 0.9))
    }

    @Test("strokes alone are one way of writing; without a frame they are in the unit square")
    func plain() throws {
        let characters = try Self.read(#"{"text":"一","strokes":[[[0.25,0.5],[0.75,0.5]]]}"#)
        #expect(characters[0].parts[0].alternatives.map(\.name) == ["standard"])
        #expect(characters[0].standardStrokes[0].points.first == Point(0.25, 0.5))
    }

    @Test("a frame that is not square is centred in the unit square")
    func oblong() throws {
        let line = #"{"text":"一","frame":{"x":10,"y":20,"w":50,"h":100},"strokes":[[[10,20],[60,120]]]}"#
        let points = try Self.read(line)[0].standardStrokes[0].points
        #expect(points.first == Point(0.25, 0))
        #expect(points.last == Point(0.75, 1))
    }

    @Test("what is imported survives the library file")
    func library() throws {
        let characters = try Self.read(Self.line)
        let read = try #require(try LibraryFile(try LibraryWriter.bytes(of: characters)).character(for: "十"))
        #expect(read.parts[0].alternatives.map(\.orders) == characters[0].parts[0].alternatives.map(\.orders))
        #expect(read.parts[0].alternatives.map(\.name) == ["standard", "one line"])
    }

    @Test(
        "a broken line is refused with its place",
        arguments: [
            ("[[1,0]]", "[[1,1]]", 31, "an order must name every stroke once, counted from 0"),
            ("[[1,0]]", "[[1]]", 31, "an order must name every stroke once, counted from 0"),
            ("[[1,0]]", "[[1,0.5]]", 111, "the number of a stroke is expected"),
            (#""w":100"#, #""w":0"#, 192, "a frame needs w and h above 0"),
            (#""text":"十""#, #""text":"十一""#, 1, "“text” must be one character"),
            ("[[[10,50],[90,50],[50,10]]]", "[]", 116, "the alternative has no strokes"),
            ("[50,90]", "[50,9000]", 79, "a point lies more than half a box outside the character's box"),
            ("alternatives", "others", 1, "the character has neither alternatives nor strokes"),
        ])
    func faults(part: String, broken: String, column: Int, what: String) throws {
        let range = try #require(Self.line.ranges(of: part).first)
        var text = Self.line
        text.replaceSubrange(range, with: broken)
        #expect(throws: ImportFault(file: "v.ndjson", line: 1, column: column, what: what)) { try Self.read(text) }
    }

    @Test("no mutation of a file crashes", arguments: 1...10 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) {
        Mutations.run(Array(Self.line.utf8), seed: seed) { bytes throws(ImportFault) in
            try VariantsImporter().characters(in: bytes, file: "v.ndjson")
        }
    }
}
