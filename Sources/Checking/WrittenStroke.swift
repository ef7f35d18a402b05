import Ink

/// One stroke that the learner has finished, with what was said about it.
struct WrittenStroke {
    /// The line as it is judged; nil where the stroke came after so many that it is not weighed.
    let ink: InkLine?
    /// The line with more detail and its pressure, for drawing.
    let line: DrawnLine
    /// Samples that it was made of.
    let sampleCount: Int
    /// What the last event about it said, nil before the first one.
    var reported: StrokeVerdict.Status?
    /// Share of the length after which `reported` was said.
    var reportedAt: Double
    /// Whether it was hinted that the stroke is written only in part.
    var isHintedAtPart = false
    /// Pressure and pauses.
    let motion: PenMotion
}
