import Ink

/// An affine map of the unit square, written about its middle:
///
/// x' − ½ = xx (x − ½) + xy (y − ½) + x  and  y' − ½ = yx (x − ½) + yy (y − ½) + y
struct AffineMap: Equatable, Sendable {
    var xx = 1.0
    var xy = 0.0
    var x = 0.0
    var yx = 0.0
    var yy = 1.0
    var y = 0.0

    /// Where a point comes to lie.
    func apply(_ point: Point) -> Point {
        let p = point - Point(0.5, 0.5)
        return Point(0.5 + x + xx * p.x + xy * p.y, 0.5 + y + yx * p.x + yy * p.y)
    }

    /// Where a displacement leads.
    func applyLinear(_ p: Point) -> Point { Point(xx * p.x + xy * p.y, yx * p.x + yy * p.y) }

    /// Mean of the two scales.
    var scale: Double { abs(xx * yy - xy * yx).squareRoot() }
}
