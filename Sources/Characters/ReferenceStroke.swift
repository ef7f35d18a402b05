public import Ink

/// One stroke of a reference character: the line that the middle of the brush follows, from where the pen goes down to where it lifts.
public struct ReferenceStroke: Equatable, Sendable {
    /// At least two points in the unit square of the character's box (0…1, y downwards), dense enough that straight lines between
    /// them lie within 0.002 of the intended curve.
    public let points: [Point]

    /// A stroke along `points`, of which there are at least two.
    public init(points: [Point]) {
        precondition(points.count >= 2, "a reference stroke has a beginning and an end")
        self.points = points
    }
}
