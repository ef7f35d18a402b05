import Ink
import Testing

@testable import Characters

@Suite("Layout of syllables")
struct SyllableLayoutTests {
    /// The least distance between the middle lines of two letters, as a share of the box: a brush of 4 % leaves white between them.
    static let clearance = 0.045

    @Test("No two letters of any syllable come closer than a brush's width")
    func clearances() {
        var tight: [String] = []
        for index in 0..<HangulSyllable.count {
            let character = HangulSource().reference(for: Character(HangulSyllable(index: index).text))!
            let outlines = character.parts.map(Outline.init)
            for (place, outline) in outlines.enumerated() {
                for (other, before) in zip(character.parts, outlines[..<place]) {
                    let distance = outline.distance(to: before, within: Self.clearance)
                    if distance < Self.clearance {
                        tight.append(
                            "\(character.text) \(other.name)-\(character.parts[place].name) \(Int(distance * 1000))")
                    }
                }
            }
        }
        #expect(tight.isEmpty, "\(tight.count): \(tight.prefix(40))")
    }
}

/// The standard strokes of a part as line segments with a bounding box.
private struct Outline {
    let segments: [(Point, Point)]
    let low: Point
    let high: Point

    init(_ part: ReferencePart) {
        let strokes = part.alternatives[0].strokes
        segments = strokes.flatMap { Array(zip($0.points, $0.points.dropFirst())) }
        let xs = strokes.flatMap(\.points).map(\.x), ys = strokes.flatMap(\.points).map(\.y)
        low = Point(xs.min()!, ys.min()!)
        high = Point(xs.max()!, ys.max()!)
    }

    /// The distance between two outlines, exact below `limit`.
    func distance(to other: Outline, within limit: Double) -> Double {
        let gapX = max(low.x - other.high.x, other.low.x - high.x),
            gapY = max(low.y - other.high.y, other.low.y - high.y)
        guard max(gapX, gapY) < limit else { return max(gapX, gapY) }
        var nearest = Double.infinity
        for (a, b) in segments {
            for (c, d) in other.segments {
                if Self.cross(a, b, c, d) { return 0 }
                nearest = min(
                    nearest, Self.distance(a, c, d), Self.distance(b, c, d), Self.distance(c, a, b),
                    Self.distance(d, a, b))
            }
        }
        return nearest
    }

    private static func distance(_ point: Point, _ a: Point, _ b: Point) -> Double {
        let along = b - a
        let length = along.squaredLength
        let share = length > 0 ? min(max((point - a).dot(along) / length, 0), 1) : 0
        return point.distance(to: a.interpolated(to: b, at: share))
    }

    private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
        (b - a).cross(c - a) * (b - a).cross(d - a) < 0 && (d - c).cross(a - c) * (d - c).cross(b - c) < 0
    }
}
