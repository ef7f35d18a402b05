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

    /// The map that lays another box onto this one. Where a box is thin, the scale of the other axis is taken.
    func laying(_ other: Bounds) -> AffineMap {
        let mine = high - low, theirs = other.high - other.low
        var sx = theirs.x > 0.15 && mine.x > 0.02 ? mine.x / theirs.x : 0
        var sy = theirs.y > 0.15 && mine.y > 0.02 ? mine.y / theirs.y : 0
        if sx == 0 { sx = sy > 0 ? sy : 0.85 }
        if sy == 0 { sy = sx }
        let middle = Point(0.5, 0.5)
        let centre = (low + high) * 0.5 - middle, otherCentre = (other.low + other.high) * 0.5 - middle
        return AffineMap(xx: sx, x: centre.x - sx * otherCentre.x, yy: sy, y: centre.y - sy * otherCentre.y)
    }
}
