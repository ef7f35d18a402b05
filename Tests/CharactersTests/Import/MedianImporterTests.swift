import Characters
import Ink
import Testing

@Suite("HanziWriterImporter and GraphicsTextImporter")
struct MedianImporterTests {
    private static let medians = "[[[102.4,388],[921.6,388]],[[512,797.6],[512,-21.6]]]"

    @Test("hanzi-writer-data: the character is the file's name, the y axis is turned over")
    func hanziWriter() throws {
        let text = #"{"strokes": ["M 1 2 Z", "M 3 4 Z"], "medians": \#(Self.medians), "radStrokes": [0]}"#
        let characters = try HanziWriterImporter().characters(in: Array(text.utf8), file: "data/十.json")
        #expect(characters.map(\.text) == ["十"])
        #expect(characters[0].source == "hanzi-writer-data")
        #expect(characters[0].license == "Arphic-1999")
        try Self.expectCross(characters[0])
    }

    @Test("graphics.txt: a character a line")
    func graphics() throws {
        let text = """
            {"character":"十","strokes":["M1 2Z","M3 4Z"],"medians":\(Self.medians)}

            {"medians":[[[0,900],[1024,-124],[1024,-124]]],"character":"\\u4e36"}\r
            """
        let attribution = Attribution(source: "AnimCJK", license: "Arphic-1999")
        let characters = try GraphicsTextImporter(attribution: attribution).characters(
            in: Array(text.utf8), file: "g.txt")
        #expect(characters.map(\.text) == ["十", "丶"])
        #expect(characters.map(\.source) == ["AnimCJK", "AnimCJK"])
        try Self.expectCross(characters[0])
        let diagonal = characters[1].standardStrokes[0].points
        #expect(diagonal.first == Point(0, 0))
        #expect(diagonal.last == Point(1, 1))
    }

    private static func expectCross(_ character: ReferenceCharacter) throws {
        let strokes = character.standardStrokes
        let ends = [[Point(0.1, 0.5), Point(0.9, 0.5)], [Point(0.5, 0.1), Point(0.5, 0.9)]]
        try #require(strokes.count == 2)
        for (stroke, expected) in zip(strokes, ends) {
            // A median of two points has been filled up.
            #expect(stroke.points.count == 14)
            #expect(stroke.points[0].distance(to: expected[0]) < 1e-12)
            #expect(stroke.points[13].distance(to: expected[1]) < 1e-12)
        }
    }

    @Test("a stroke that is there again, but for where it begins, is one stroke, wherever the copy begins")
    func ghosts() throws {
        // A loop that crosses itself, its copies begun elsewhere, also far outside the box; and a stroke that only ends at the same place.
        let loop = "[500,700],[300,300],[500,100],[700,300],[520,420]", tail = "[500,100],[700,300],[520,420]"
        let medians =
            "[[[100,600],[900,620]],[\(loop)],[[740,500],[300,300],\(tail)],[[500,-653],[300,-580],\(tail)],[[100,100],[520,420]]]"
        let text = #"{"character":"の","medians":\#(medians)}"#
        let strokes = try GraphicsTextImporter().characters(in: Array(text.utf8), file: "g.txt")[0].standardStrokes
        #expect(strokes.count == 3)
        #expect(strokes[1].points.first == Point(500.0 / 1024, 200.0 / 1024))
        let json = #"{"strokes":[],"medians":\#(medians)}"#
        #expect(
            try HanziWriterImporter().characters(in: Array(json.utf8), file: "の.json")[0].standardStrokes == strokes)
    }

    @Test("every broken line is told with its number and reason, and the others are read")
    func allFaults() {
        let good = #"{"character":"十","medians":\#(Self.medians)}"#
        let lines = [good, "{}", good, "no JSON", "", #"{"character":"一","medians":[[[0,9000],[1,1]]]}"#]
        let imported = GraphicsTextImporter().read(Array(lines.joined(separator: "\n").utf8), file: "g.txt")
        #expect(imported.characters.count == 2)
        #expect(imported.faults.map(\.line) == [2, 4, 6])
        #expect(
            imported.faults.map(\.what) == [
                "“character” must be one character", "an object is expected",
                "a point lies more than half a box outside the character's box",
            ])
    }

    @Test(
        "a broken line is refused with its place",
        arguments: [
            (#"{"character":"十"}"#, 1, "the character has no medians"),
            (#"{"character":"十一","medians":[[[0,0],[9,9]]]}"#, 1, "“character” must be one character"),
            (#"{"medians":[[[0,0],[9,9]]]}"#, 1, "“character” must be one character"),
            (#"{"medians":[[[0,0]]]}"#, 13, "a stroke needs two different points"),
            (#"{"medians":[[[0,0],[9]]]}"#, 20, "a point needs x and y"),
            (#"{"medians":[[[0,0],[9,90000]]]}"#, 13, "a point lies more than half a box outside the character's box"),
            (#"{"medians":[[[0,0],[9,NaN]]]}"#, 23, "a number is expected"),
            (#"{"medians":[[[0,0],[9,1e999]]]}"#, 23, "“1e999” is not a number"),
            (#"{"medians":[[[0,0],[9,01]]]}"#, 23, "the number is not JSON"),
            (#"{"medians":[[[0,0],[9,.5]]]}"#, 23, "a number is expected"),
            (#"{"medians":[[[0,0],[9,5.]]]}"#, 23, "the number is not JSON"),
            (#"{"medians":[[[0,0] [9,9]]]}"#, 20, "“,” or the end of an array is expected"),
            (#"{"character" "十"}"#, 14, "“:” is expected"), (#"{"character":"十"#, 14, "the string has no end"),
            (#"{"character":"\ud800"}"#, 16, "half of a surrogate pair"),
            (#"{"character":"\x"}"#, 16, "there is no such escape"),
            (#"{"a":tru}"#, 6, "a number is expected"), ("[]", 1, "an object is expected"),
            ("{} {}", 4, "nothing may follow here"),
            (String(repeating: #"{"a":"#, count: 40), 161, "this is nested too deeply"),
        ])
    func faults(line: String, column: Int, what: String) {
        let text = #"{"character":"十","medians":[[[0,0],[9,9]]]}"# + "\n" + line + "\n"
        #expect(throws: ImportFault(file: "g.txt", line: 2, column: column, what: what)) {
            try GraphicsTextImporter().characters(in: Array(text.utf8), file: "g.txt")
        }
    }

    @Test("bytes that are not UTF-8 and empty files are refused")
    func notText() {
        for bytes in [[], Array("\n\n".utf8), Array(#"{"character":""#.utf8) + [0xff, 0x22, 0x7d]] {
            #expect(throws: ImportFault.self) { try GraphicsTextImporter().characters(in: bytes, file: "g.txt") }
        }
    }

    @Test("a file whose name is not a character is refused", arguments: ["all.json", "十.txt", "十一.json", ".json", "十"])
    func names(file: String) {
        #expect(throws: ImportFault.self) {
            try HanziWriterImporter().characters(in: Array(#"{"medians":[[[0,0],[9,9]]]}"#.utf8), file: file)
        }
    }

    @Test("no mutation of a file crashes", arguments: 1...10 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) {
        let line = #"{"character":"十","strokes":["M1 2Z"],"medians":\#(Self.medians),"x":[null,{"y":-1.5e-3}]}"#
        Mutations.run(Array((line + "\n" + line).utf8), seed: seed) { bytes throws(ImportFault) in
            try GraphicsTextImporter().characters(in: bytes, file: "g.txt")
        }
    }
}
