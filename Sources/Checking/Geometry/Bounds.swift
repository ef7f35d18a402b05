import Ink

/// The box around some outlines.
struct Bounds: Equatable {
    private var low = Point(.infinity, .infinity)
    private var high = Point(-.infinity, -.infinity)

    init(_ outlines: [Outline]) {
        for outline in outlines {
            for k in 0..<Outline.count {
                let place = outline.places[k]
                low = Point(min(low.x, place.x), min(low.y, place.y))
                high = Point(max(high.x, place.x), max(high.y, place.y))
            }
        }
    }

    /// The placement that lays another box onto this one. Where a box is thin, the scale of the other axis is taken.
    func laying(_ other: Bounds) -> Placement {
        let mine = high - low, theirs = other.high - other.low
        var sx = theirs.x > 0.15 && mine.x > 0.02 ? mine.x / theirs.x : 0
        var sy = theirs.y > 0.15 && mine.y > 0.02 ? mine.y / theirs.y : 0
        if sx == 0 { sx = sy > 0 ? sy : 0.85 }
        if sy == 0 { sy = sx }
        let centre = (low + high) * 0.5, otherCentre = (other.low + other.high) * 0.5
        return Placement(
            scale: Point(sx, sy), shift: Point(centre.x - sx * otherCentre.x, centre.y - sy * otherCentre.y))
    }
}
