internal import Ink

/// The triangle that shows which way a stroke goes: at its end, or half way round where the stroke ends near its beginning.
struct ArrowHead: Equatable, Sendable {
    /// Tip, then the two other corners, in the unit square.
    let corners: [Point]

    /// The arrow head of a stroke.
    init(of stroke: ReferenceStroke, length: Double = 0.042, halfWidth: Double = 0.019) {
        let points = stroke.points
        let closes = points[0].distance(to: points[points.count - 1]) < 0.06
        let tip = closes ? points.count / 2 : points.count - 1
        // The direction over the length of the head itself: single chords of a curve are too short to be steady.
        var tail = tip - 1
        while tail > 0, points[tail].distance(to: points[tip]) < length { tail -= 1 }
        let along = (points[tip] - points[tail]).unit
        let across = Point(-along.y, along.x) * halfWidth
        let base = points[tip] - along * length
        corners = [points[tip], base + across, base - across]
    }
}
