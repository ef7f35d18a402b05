internal import Ink

/// A stroke as it is designed: lines and curves from where the pen goes down, in hundredths of a box.
///
/// Two pieces that meet at an angle make a corner; a corner belongs to the stroke's meaning (ㄱ is *right, then down*).
struct StrokePath: Equatable, Sendable {
    let start: Point
    private(set) var segments: [CubicSegment] = []

    /// A pen put down at a place.
    init(_ x: Double, _ y: Double) {
        start = Point(x, y)
    }

    /// A pen put down at a place.
    init(_ start: Point) {
        self.start = start
    }

    var end: Point { segments.last?.end ?? start }

    /// Draws straight on to a place.
    func line(_ x: Double, _ y: Double) -> StrokePath { line(Point(x, y)) }

    /// Draws straight on to a place.
    func line(_ to: Point) -> StrokePath { bar(to, bow: 0) }

    /// Draws on along a cubic Bézier with two control points to a place.
    func curve(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double) -> StrokePath {
        adding(CubicSegment(start: end, control1: Point(x1, y1), control2: Point(x2, y2), end: Point(x, y)))
    }

    /// Draws on to a place with the slight upward bow of a horizontal stroke: `bow` is the height of its control points.
    func bar(_ to: Point, bow: Double) -> StrokePath {
        let up = Point(0, -bow)
        return adding(
            CubicSegment(
                start: end, control1: end.interpolated(to: to, at: 1.0 / 3) + up,
                control2: end.interpolated(to: to, at: 2.0 / 3) + up, end: to))
    }

    /// Draws on to a place with the slight bow of a horizontal stroke of kana.
    func bar(_ x: Double, _ y: Double) -> StrokePath { bar(Point(x, y), bow: 0.7) }

    /// Draws on through places, given as x and y in turn, along one smooth curve; a corner is where one such curve ends and the next begins.
    ///
    /// Between two places runs a cubic Hermite curve over the chord's length, whose direction at a place is that of the parabola through it and its
    /// neighbours (Overhauser 1968); at both ends the parabola of the first and the last three places goes on.
    func smooth(_ coordinates: Double...) -> StrokePath {
        precondition(coordinates.count.isMultiple(of: 2), "places have an x and a y")
        let places =
            [end] + stride(from: 0, to: coordinates.count, by: 2).map { Point(coordinates[$0], coordinates[$0 + 1]) }
        guard places.count > 2 else { return line(places[1]) }
        let chords: [Double] = zip(places, places.dropFirst()).map { $0.distance(to: $1) }
        let slopes: [Point] = chords.indices.map { (places[$0 + 1] - places[$0]) * (1 / chords[$0]) }
        var directions: [Point] = [.zero]
        for place in 1..<chords.count {
            // The nearer neighbour weighs more.
            let share = chords[place - 1] / (chords[place - 1] + chords[place])
            directions.append(slopes[place - 1].interpolated(to: slopes[place], at: share))
        }
        directions[0] = slopes[0] * 2 - directions[1]
        directions.append(slopes[slopes.count - 1] * 2 - directions[directions.count - 1])
        var path = self
        for piece in chords.indices {
            let third = chords[piece] / 3
            path = path.adding(
                CubicSegment(
                    start: places[piece], control1: places[piece] + directions[piece] * third,
                    control2: places[piece + 1] - directions[piece + 1] * third, end: places[piece + 1]))
        }
        return path
    }

    /// Moves over to where another stroke begins without lifting the pen, and draws that one too.
    func joined(to next: StrokePath) -> StrokePath {
        var result = end == next.start ? self : line(next.start)
        result.segments += next.segments
        return result
    }

    private func adding(_ segment: CubicSegment) -> StrokePath {
        var result = self
        result.segments.append(segment)
        return result
    }

    /// The stroke in the unit square when the path is laid into `box`, as a polyline within `flatness` of the curve.
    func stroke(in box: LetterBox) -> ReferenceStroke {
        var points = [box.unitPoint(start)]
        for segment in segments {
            let laid = CubicSegment(
                start: box.unitPoint(segment.start), control1: box.unitPoint(segment.control1),
                control2: box.unitPoint(segment.control2), end: box.unitPoint(segment.end))
            let count = Self.pieces(of: laid)
            for piece in stride(from: 1, to: count, by: 1) {
                points.append(laid.point(at: Double(piece) / Double(count)))
            }
            points.append(laid.end)
        }
        return ReferenceStroke(points: points)
    }

    /// Farthest that a polyline may lie from its curve, in shares of the character's box: half of what a reference promises.
    private static let flatness = 0.001

    /// How many chords keep within `flatness`: an arc of parameter length 1/n strays from its chord by at most
    /// max |second derivative| / 8n² (the error of linear interpolation).
    private static func pieces(of segment: CubicSegment) -> Int {
        let bend1 = segment.start - segment.control1 * 2 + segment.control2
        let bend2 = segment.control1 - segment.control2 * 2 + segment.end
        let bend = 6 * max(bend1.squaredLength, bend2.squaredLength).squareRoot()
        return max(1, Int((bend / (8 * flatness)).squareRoot().rounded(.up)))
    }
}
