import Characters
import Ink
import Testing

@Suite("KanjiVGImporter")
struct KanjiVGImporterTests {
    private static let release = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- a made-up file -->
        <kanjivg xmlns:kvg='http://kanjivg.tagaini.net'>
        <kanji id="kvg:kanji_04e00">
        <g id="kvg:04e00" kvg:element="一">
        \t<path id="kvg:04e00-s1" kvg:type="㇐" d="M10.9,54.5h87.2"/>
        </g>
        </kanji>
        <kanji id="kvg:kanji_05341">
        <g id="kvg:05341">
        \t<g id="kvg:05341-g1"><path d="M10.9,43.6c20,0,60,0,87.2,0" id="kvg:05341-s1"/></g>
        \t<path id="kvg:05341-s2" d="M54.5,10.9v87.2"></path>
        </g>
        </kanji>
        <kanji id="kvg:kanji_05341-Kaisho"><path d="M0,0h9"/></kanji>
        </kanjivg>
        """
    private static let drawing = """
        <?xml version="1.0"?>
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.0//EN" "svg10.dtd" [
        <!ATTLIST g kvg:element CDATA #IMPLIED >
        ]>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 109 109">
        <g id="kvg:StrokePaths_05341" style="fill:none">
        <g id="kvg:05341"><path id="kvg:05341-s1" d="M10.9,43.6c20,0,60,0,87.2,0"/><path id="kvg:05341-s2" d="M54.5,10.9v87.2"/></g>
        </g>
        <g id="kvg:StrokeNumbers_05341"><text transform="matrix(1 0 0 1 7.5 26.5)">1</text></g>
        </svg>
        """

    private static func read(_ text: String, file: String = "k.xml") throws(ImportFault) -> [ReferenceCharacter] {
        try KanjiVGImporter().characters(in: Array(text.utf8), file: file)
    }

    @Test("the release file gives its characters with source and licence, other forms aside")
    func release() throws {
        let characters = try Self.read(Self.release)
        #expect(characters.map(\.text) == ["一", "十"])
        #expect(characters.allSatisfy { $0.source == "KanjiVG" && $0.license == "CC-BY-SA-3.0" })
        let strokes = characters[1].standardStrokes
        #expect(strokes.count == 2)
        #expect(characters[1].parts.map(\.name) == ["十"])
        #expect(characters[1].parts[0].alternatives.map(\.name) == ["standard"])
        let first = try #require(strokes[0].points.first), last = try #require(strokes[0].points.last)
        #expect(first.distance(to: Point(0.1, 0.4)) < 1e-12)
        #expect(last.distance(to: Point(0.9, 0.4)) < 1e-12)
    }

    @Test("long straight strokes are filled with points")
    func dense() throws {
        for stroke in try Self.read(Self.release).flatMap(\.standardStrokes) {
            for (one, next) in zip(stroke.points, stroke.points.dropFirst()) {
                #expect(one.distance(to: next) <= 1.0 / 16 + 1e-12)
            }
        }
    }

    @Test("an SVG file gives the same strokes as the release file")
    func drawing() throws {
        #expect(try Self.read(Self.drawing, file: "05341.svg") == [try Self.read(Self.release)[1]])
    }

    @Test("transforms of a path and of what it stands in are applied, and a path that lifts the pen is as many strokes")
    func transforms() throws {
        let written =
            "<path id=\"kvg:05341-s1\" d=\"M10.9,43.6c20,0,60,0,87.2,0\"/><path id=\"kvg:05341-s2\" d=\"M54.5,10.9v87.2\"/>"
        let moved = "<path transform=\"translate(0,-10)\" d=\"M10.9,43.6c20,0,60,0,87.2,0M54.5,10.9v87.2\"/>"
        let text = try Self.replaced(written, by: moved, in: Self.drawing)
        let around = try Self.replaced("<g id=\"kvg:05341\">", by: "<g transform=\"translate(0 10)\">", in: text)
        let plain = try Self.read(Self.drawing)[0].standardStrokes, laid = try Self.read(around)[0].standardStrokes
        #expect(laid.map(\.points.count) == plain.map(\.points.count))
        for (one, other) in zip(laid.flatMap(\.points), plain.flatMap(\.points)) {
            #expect(one.distance(to: other) < 1e-12)
        }
    }

    @Test("entities are read as what they stand for")
    func entities() throws {
        let text = try Self.replaced("M54.5,10.9v87.2", by: "M54.5&#x2c;10.9&#118;87.2", in: Self.drawing)
        #expect(try Self.read(text) == (try Self.read(Self.drawing)))
    }

    @Test("a byte order mark in front is stepped over")
    func byteOrderMark() throws {
        #expect(try Self.read("\u{FEFF}" + Self.release) == (try Self.read(Self.release)))
    }

    private static func replaced(_ part: String, by text: String, in whole: String) throws -> String {
        whole.replacingCharacters(in: try #require(whole.firstRange(of: part)), with: text)
    }

    @Test("every broken character is told, and the others are read; what is no XML any more ends the file")
    func allFaults() throws {
        var text = try Self.replaced("M10.9,54.5h87.2", by: "M10.9,54.5", in: Self.release)
        let more = [
            "<kanji id=\"kvg:kanji_04e8c\"><g transform=\"turn(3)\"><path d=\"M9,9h90\"/></g><path d=\"M9,90h90\"/></kanji>",
            "<kanji id=\"kvg:kanji_x\"><path d=\"M9,9h90\"/></kanji>",
            "<kanji id=\"kvg:kanji_04e09\"><path d=\"M9,9h90\"/></kanji>", "</g>",
        ]
        text = try Self.replaced("</kanjivg>", by: more.joined(separator: "\n"), in: text)
        let imported = KanjiVGImporter().read(Array(text.utf8), file: "k.xml")
        #expect(imported.characters.map(\.text) == ["十", "三"])
        #expect(imported.faults.map(\.line) == [6, 16, 17, 19])
        #expect(
            imported.faults.map(\.what) == [
                "a stroke needs two different points",
                "“turn” is no transform (matrix translate scale rotate skewX skewY are)", "“x” is no code point",
                "</g> ends nothing that is open here",
            ])
    }

    @Test(
        "a broken file is refused with line and byte",
        arguments: [
            ("M10.9,54.5h87.2", "M10.9,54.5h", 6, 55, "a number is expected"),
            ("d=\"M10.9,54.5h87.2\"", "", 6, 2, "the path has no attribute d"),
            ("M10.9,54.5h87.2", "M10.9,54.5", 6, 44, "a stroke needs two different points"),
            (
                "M10.9,54.5h87.2", "M10.9,54.5h872", 6, 44,
                "a point lies more than half a box outside the character's box"
            ),
            ("M10.9,54.5h87.2", "M10&dot;9", 6, 47, "the entity &dot; is not known here: write what it stands for"),
            ("M10.9,54.5h87.2", "M10&#x2c;q", 6, 44, "a number is expected"),
            ("kanji_04e00", "kanji_x", 4, 1, "“x” is no code point"),
            ("kanji_04e00", "kanji_d800", 4, 1, "“d800” is no code point"),
            (
                "</g>\n</kanji>\n<kanji id=\"kvg:kanji_05341\"", "</g>\n<kanji id=\"kvg:kanji_05341\"", 8, 1,
                "a character inside of a character"
            ),
            ("</kanjivg>", "", 16, 1, "the file ends inside of <kanjivg>"),
            ("</g>\n</kanji>", "</kanji>", 7, 1, "</kanji> ends nothing that is open here"),
            ("<!-- a made-up file -->", "<!-- a made-up file", 2, 1, "the comment has no end"),
            ("kvg:type=\"㇐\"", "kvg:type=㇐", 6, 35, "the attribute kvg:type has no quoted value"),
            ("kvg:type=\"㇐\"", "id=\"1\"", 6, 26, "the attribute id is given twice"),
        ])
    func faults(part: String, broken: String, line: Int, column: Int, what: String) throws {
        let range = try #require(Self.release.firstRange(of: part))
        let text = Self.release.replacingCharacters(in: range, with: broken)
        #expect(throws: ImportFault(file: "k.xml", line: line, column: column, what: what)) { try Self.read(text) }
    }

    @Test("what is not KanjiVG is refused", arguments: ["", "hello", "<svg></svg>", "<kanjivg/>", "<a/><b/>"])
    func otherFiles(text: String) {
        #expect(throws: ImportFault.self) { try Self.read(text) }
    }

    @Test("no mutation of a file crashes", arguments: 1...10 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) {
        Mutations.run(Array(Self.release.utf8), seed: seed) { bytes throws(ImportFault) in
            try KanjiVGImporter().characters(in: bytes, file: "k.xml")
        }
    }
}

extension String {
    fileprivate func firstRange(of part: String) -> Range<Index>? { ranges(of: part).first }

    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + self[range.upperBound...]
    }
}
