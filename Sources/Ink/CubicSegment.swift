/// A cubic Bézier from `start` to `end`, bent towards two control points.
public struct CubicSegment: Equatable, Sendable {
    /// Where the segment begins.
    public var start: Point
    /// Control point that sets the direction at the beginning.
    public var control1: Point
    /// Control point that sets the direction at the end.
    public var control2: Point
    /// Where the segment ends.
    public var end: Point

    /// A segment from its four points.
    @inlinable
    public init(start: Point, control1: Point, control2: Point, end: Point) {
        self.start = start
        self.control1 = control1
        self.control2 = control2
        self.end = end
    }

    /// The point at the curve parameter `t`, 0…1 (de Casteljau's scheme in Bernstein form).
    @inlinable
    public func point(at t: Double) -> Point {
        let s = 1 - t
        let b0 = s * s * s, b1 = 3 * s * s * t, b2 = 3 * s * t * t, b3 = t * t * t
        return start * b0 + control1 * b1 + control2 * b2 + end * b3
    }
}
