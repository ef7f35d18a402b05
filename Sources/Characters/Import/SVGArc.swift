import Ink

/// An elliptical arc of a path (SVG 1.1, appendix F.6), as cubic Béziers.
struct SVGArc {
    let radiusX: Double
    let radiusY: Double
    /// Turns the ellipse's own x axis against the drawing's.
    let degrees: Double
    /// Takes the longer of two ways.
    let isLarge: Bool
    /// Goes clockwise on screen.
    let isClockwise: Bool

    /// Curves from `start` to `end`; nil where the arc is a straight line, and nothing where it has no length.
    ///
    /// Everything happens on the circle of radius 1 that the ellipse is a turned and stretched picture of. Radii that are too small
    /// to reach from one end to the other grow until they do.
    func segments(from start: Point, to end: Point) -> [CubicSegment]? {
        let radiusX = abs(radiusX), radiusY = abs(radiusY)
        guard radiusX > 0, radiusY > 0 else { return nil }
        guard start != end else { return [] }
        let turn = SVGTransform.turn(degrees: degrees), back = SVGTransform.turn(degrees: -degrees)
        let half = back((start - end) * 0.5)
        var reach = Point(half.x / radiusX, half.y / radiusY)
        let grown = max(1, reach.length)
        reach = reach * (1 / grown)
        // The centre lies on the perpendicular through the middle of the chord.
        let height = max(0, 1 / max(reach.squaredLength, .leastNonzeroMagnitude) - 1).squareRoot()
        let side = isLarge == isClockwise ? -1.0 : 1.0
        let centre = Point(reach.y, -reach.x) * (height * side)
        let middle = start.interpolated(to: end, at: 0.5)
        func laid(_ point: Point) -> Point {
            middle + turn(Point((point.x + centre.x) * radiusX * grown, (point.y + centre.y) * radiusY * grown))
        }
        var segments = Self.onCircle(
            from: reach - centre, to: -reach - centre, isClockwise: isClockwise, isLarge: isLarge
        )
        .map {
            CubicSegment(
                start: laid($0.start), control1: laid($0.control1), control2: laid($0.control2), end: laid($0.end))
        }
        segments[0].start = start
        segments[segments.count - 1].end = end
        return segments
    }

    /// The arc between two points of the circle around the origin, in four equal pieces of at most a quarter each.
    private static func onCircle(from start: Point, to end: Point, isClockwise: Bool, isLarge: Bool) -> [CubicSegment] {
        let quarter = { (p: Point) in isClockwise ? Point(-p.y, p.x) : Point(p.y, -p.x) }
        // Halfway: towards the sum of both ends, or away from it for the longer way; across for half a circle.
        let sum = start + end
        let across = sum.length > 1e-9 ? sum.unit * (isLarge ? -1 : 1) : quarter(start)
        let first = halfway(start, across, quarter), second = halfway(across, end, quarter)
        let places = [start, first, across, second, end]
        return zip(places, places.dropFirst()).map { a, b in
            // Handles of 4/3·tan(angle/4) make the best cubic; tan(angle/4) follows from the chord by halving twice.
            let cosine = max(-1, min(1, a.dot(b)))
            let halfCosine = ((1 + cosine) / 2).squareRoot(), halfSine = ((1 - cosine) / 2).squareRoot()
            let handle = 4.0 / 3 * halfSine / (1 + halfCosine)
            return CubicSegment(start: a, control1: a + quarter(a) * handle, control2: b - quarter(b) * handle, end: b)
        }
    }

    /// The middle of a way of at most half a circle.
    private static func halfway(_ a: Point, _ b: Point, _ quarter: (Point) -> Point) -> Point {
        let sum = a + b
        return sum.length > 1e-9 ? sum.unit : quarter(a)
    }
}
