import Ink

/// A finished stroke as it is judged and drawn. Shared, as every verdict looks at all strokes before it.
///
/// Every session holds one for each stroke of its open character: so what only the character's end asks for is measured again then.
final class InkLine: Sendable {
    /// The line with all its detail, in the learner's unit square.
    let points: PackedLine
    /// The pressure at each point; none where the pen had no pressure.
    let pressures: [PackedPressure]
    /// Length of the line.
    let length: Double
    /// Where the line begins.
    let start: Point
    /// The line as moments: at a multiple of 64 bytes, to which those before fill.
    let moments: Moments
    /// Where the line ends.
    let end: Point
    /// The box around it.
    let bounds: Bounds

    /// A line of at least one point, in the learner's unit square.
    init(_ points: [Point], pressures: [PackedPressure] = []) {
        self.points = PackedLine(points)
        self.pressures = pressures
        let outline = Outline(points)
        length = outline.length
        bounds = outline.bounds
        start = outline.start
        end = outline.end
        moments =
            outline.bounds.extent > Self.dot
            ? Moments(outline) : Moments(dot: (outline.bounds.low + outline.bounds.high) * 0.5)
    }

    /// Extent up to which ink is a dot: a tap, or a pen that trembles on the spot, goes nowhere.
    private static let dot = 0.03

    /// Whether it is a dot, which has no direction.
    var isDot: Bool { moments.isDot }

    /// The line at sixteen places.
    var outline: Outline { Outline(points) }

    /// The line as it is drawn.
    var drawn: DrawnLine { DrawnLine(points, pressures: pressures) }
}
