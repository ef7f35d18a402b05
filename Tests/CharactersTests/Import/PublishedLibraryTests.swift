import Characters
import Foundation
import Ink
import Testing

/// The forms that others publish, in their own files, which lie beside the project or where `PILSUN_DATA` says.
@Suite("Published libraries", .enabled(if: SharedData.has("libraries"), "there is no ../shared/data/libraries"))
struct PublishedLibraryTests {
    private static func library(_ name: String) -> String {
        SharedData.directory.appending(path: "libraries/\(name)").path
    }

    /// Lines of published polylines, the text's bytes to strokes in the frame's unit square. As strings the compatibility
    /// ideographs would equal the unified ones, which are written otherwise.
    private static func polylines(_ name: String) throws -> [[UInt8]: [[Point]]] {
        let lines = try SharedData.output("zcat", [SharedData.directory.appending(path: "references/\(name)").path])
            .split(
                separator: 0x0a)
        return try lines.reduce(into: [:]) { result, line in
            let object = try JSONDecoder().decode(Line.self, from: Data(line))
            result[Array(object.text.utf8)] = object.strokes.map { stroke in
                stroke.map { Point($0[0] / object.frame.w, $0[1] / object.frame.h) }
            }
        }
    }

    private struct Line: Decodable {
        struct Box: Decodable { let w: Double, h: Double }
        let text: String
        let frame: Box
        let strokes: [[[Double]]]
    }

    @Test("KanjiVG's release: its first thousand characters lie on the published polylines")
    func kanjiVG() throws {
        let whole = String(decoding: try SharedData.output("zcat", [Self.library("kanjivg.xml.gz")]), as: UTF8.self)
        let part = whole.components(separatedBy: "</kanji>").prefix(1000).joined(separator: "</kanji>")
        let characters = try KanjiVGImporter().characters(
            in: Array((part + "</kanji></kanjivg>").utf8), file: "kanjivg.xml")
        #expect(characters.count == 1000)
        try Self.compare(characters, with: try Self.polylines("kanjivg.ndjson.gz"), within: 0.25 / 109)
    }

    @Test("AnimCJK's graphics file: every character lies on the published polylines")
    func animCJK() throws {
        let bytes = try SharedData.output("zcat", [Self.library("animcjk-graphicsKo.txt.gz")])
        let characters = try GraphicsTextImporter().characters(in: bytes, file: "graphicsKo.txt")
        #expect(characters.count == 535)
        try Self.compare(characters, with: try Self.polylines("animcjk-ko-hanja.ndjson.gz"), within: 0.0001)
    }

    @Test("hanzi-writer-data: every file of the sample is read and kept by a library")
    func hanziWriter() throws {
        let archive = Self.library("hanzi-writer-data-sample.tar.gz")
        let listing = String(
            decoding: try SharedData.output("tar", ["tzf", archive, "--quoting-style=literal"]), as: UTF8.self)
        let names = listing.split(separator: "\n").map(String.init).filter { $0.hasSuffix(".json") }
        // The archive's files one after the other: each ends where its object ends.
        let texts = String(decoding: try SharedData.output("tar", ["xzOf", archive]), as: UTF8.self)
            .replacing("}{", with: "}\n{").split(separator: "\n")
        try #require(names.count == texts.count)
        var characters: [ReferenceCharacter] = []
        for (name, text) in zip(names, texts) {
            characters += try HanziWriterImporter().characters(in: Array(text.utf8), file: name)
        }
        let file = try LibraryFile(try LibraryWriter.bytes(of: characters))
        try file.verify()
        #expect(file.count == 1064)
        for character in characters.prefix(100) {
            #expect(try file.character(for: character.text)?.standardStrokes.count == character.standardStrokes.count)
        }
    }

    /// Every published point lies on the stroke that was read, and both have the same ends.
    private static func compare(
        _ characters: [ReferenceCharacter], with published: [[UInt8]: [[Point]]], within tolerance: Double
    ) throws {
        for character in characters {
            let expected = try #require(published[Array(character.text.utf8)], "\(character.text)")
            let strokes = character.standardStrokes
            try #require(strokes.count == expected.count, "\(character.text)")
            for (stroke, polyline) in zip(strokes, expected) {
                let farthest = polyline.map { distance($0, from: stroke.points) }.max() ?? 1
                let start = stroke.points[0].distance(to: polyline[0])
                let end = stroke.points[stroke.points.count - 1].distance(to: polyline[polyline.count - 1])
                #expect(max(farthest, start, end) <= tolerance, "\(character.text)")
            }
        }
    }

    private static func distance(_ point: Point, from line: [Point]) -> Double {
        zip(line, line.dropFirst()).map { start, end in
            let along = end - start
            let share = min(max((point - start).dot(along) / along.squaredLength, 0), 1)
            return point.distance(to: start.interpolated(to: end, at: share))
        }.min() ?? 1
    }
}
