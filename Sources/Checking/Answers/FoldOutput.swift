public import Ink

/// What one step of the fold says. Everything but `analysis` is numbered by whoever sends it.
public enum FoldOutput: Equatable, Sendable {
    /// `feedback:live`
    case feedback(Feedback)
    /// `correction:suggest`: from where the pen is to where the stroke should end, client coordinates.
    case correction(character: Int, stroke: Int, points: [Point])
    /// `stroke:fit`: a segment that is committed and never changes, client coordinates.
    case fit(character: Int, stroke: Int, segment: CubicSegment)
    /// The character was judged: for the analysis lane, which answers with `analysis:result`.
    case analysis(CharacterAnalysis)
}
