import Foundation
import Ink
import Testing

@testable import Characters

/// The letters as others list them: number, order and direction of the strokes.
@Suite(
    "Published letters",
    .enabled(if: SharedData.has("references/hangul-jamo.ndjson.gz"), "there is no ../shared/data/references"))
struct PublishedLettersTests {
    struct Line: Decodable {
        let text: String
        let variant: String
        let strokes: [[[Double]]]
    }

    /// Both ends and the middle of each stroke in the box around all ink, each axis by itself unless the ink is a bare line.
    private static func landmarks(_ strokes: [[Point]]) -> [Point] {
        let all = strokes.flatMap { $0 }
        let xs = all.map(\.x), ys = all.map(\.y)
        let width = xs.max()! - xs.min()!, height = ys.max()! - ys.min()!
        let side = max(width, height)
        return strokes.flatMap { points in
            let line = Polyline(points)
            return [0, 0.5, 1].map { share in
                let place = line.point(at: share * line.length)
                return Point(
                    (place.x - xs.min()!) / (width > 0.2 * side ? width : side),
                    (place.y - ys.min()!) / (height > 0.2 * side ? height : side))
            }
        }
    }

    @Test("Every published letter is one of the accepted ways: as many strokes, in that order, in that direction")
    func letters() throws {
        let path = SharedData.directory.appending(path: "references/hangul-jamo.ndjson.gz").path
        let lines = try SharedData.output("zcat", [path]).split(separator: 0x0A).map {
            try JSONDecoder().decode(Line.self, from: Data($0))
        }
        #expect(lines.count > 40)
        for line in lines {
            let character = try #require(HangulSource().reference(for: Character(line.text)))
            let published = Self.landmarks(line.strokes.map { $0.map { Point($0[0], $0[1]) } })
            let distances = Self.ways(character).compactMap { way -> Double? in
                let drawn = Self.landmarks(way.standardStrokes.map(\.points))
                return drawn.count == published.count
                    ? zip(drawn, published).map { $0.distance(to: $1) }.max() : nil
            }
            let nearest = try #require(distances.min(), "\(line.text) \(line.variant)")
            #expect(nearest < 0.25, "\(line.text) \(line.variant)")
            if line.variant == "standard" {
                #expect(distances.first == nearest, "\(line.text) is not the standard way")
            }
        }
    }

    /// The character with every combination of its parts' ways, the standard one first.
    private static func ways(_ character: ReferenceCharacter) -> [ReferenceCharacter] {
        character.parts.indices.reduce([character]) { ways, part in
            ways.flatMap { way in
                character.parts[part].alternatives.indices.map { way.writing(part: part, as: $0) }
            }
        }
    }
}
