import Ink

/// A finished stroke as it is judged. Shared, as every verdict looks at all strokes before it.
final class InkLine: Sendable {
    /// The line at sixteen places.
    let outline: Outline
    /// The same as moments.
    let moments: Moments
    /// The longer side of the box around it: how large the stroke is, however much it winds.
    let extent: Double
    /// The line with all its detail.
    let points: [Point]

    /// A line of at least one point, in the learner's unit square.
    init(_ points: [Point]) {
        self.points = points
        outline = Outline(points)
        extent = outline.bounds.extent
        moments = Moments(outline)
    }
}
