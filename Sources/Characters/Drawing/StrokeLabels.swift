internal import Ink

/// Finds a place for each stroke's number: near its beginning, off the ink, and off the other numbers.
struct StrokeLabels: Equatable, Sendable {
    /// The numbers' centres in the unit square, one a stroke.
    let places: [Point]

    /// Distance of a number's centre from its stroke's beginning.
    private static let reach = 0.055
    /// Twice the radius of the disc behind a number.
    private static let discWidth = 0.062

    /// The places for the strokes of one character, numbered in their order.
    init(_ strokes: [ReferenceStroke]) {
        var places: [Point] = []
        for stroke in strokes {
            let start = stroke.points[0]
            var best = start
            var bestCost = Double.infinity
            for direction in Self.compass {
                let place = start + direction * Self.reach
                let cost = Self.cost(of: place, on: stroke, among: strokes, placed: places)
                if cost < bestCost { (best, bestCost) = (place, cost) }
            }
            places.append(best)
        }
        self.places = places
    }

    /// Eight directions, up-left first: that is where a writer of Hangul looks for the beginning of a stroke.
    private static let compass: [Point] = {
        let diagonal = 0.5.squareRoot()
        return [
            Point(-diagonal, -diagonal), Point(-1, 0), Point(0, -1), Point(diagonal, -diagonal),
            Point(-diagonal, diagonal),
            Point(1, 0), Point(0, 1), Point(diagonal, diagonal),
        ]
    }()

    /// How bad a place is: overlapping another number counts most, then covering ink, then leaving the box.
    private static func cost(
        of place: Point, on own: ReferenceStroke, among strokes: [ReferenceStroke], placed: [Point]
    ) -> Double {
        var cost = 0.0
        for other in placed { cost += 8 * max(0, discWidth - place.distance(to: other)) / discWidth }
        for stroke in strokes {
            cost += max(0, discWidth - distance(from: place, to: stroke)) / discWidth
        }
        if min(place.x, place.y) < 0.05 || max(place.x, place.y) > 0.95 { cost += 4 }
        return cost
    }

    private static func distance(from place: Point, to stroke: ReferenceStroke) -> Double {
        var nearest = Double.infinity
        for (a, b) in zip(stroke.points, stroke.points.dropFirst()) {
            let along = b - a
            let length = along.squaredLength
            let share = length > 0 ? min(max((place - a).dot(along) / length, 0), 1) : 0
            nearest = min(nearest, place.distance(to: a.interpolated(to: b, at: share)))
        }
        return nearest
    }
}
