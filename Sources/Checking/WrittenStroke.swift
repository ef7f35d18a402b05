import Ink

/// One stroke that the learner has finished, with what was said about it.
struct WrittenStroke {
    /// Its line.
    private enum Line {
        case weighed(InkLine)
        /// The stroke came after so many that it is only drawn.
        case drawn(DrawnLine)
    }

    private let line: Line
    /// Samples that it was made of.
    let sampleCount: Int
    /// What the last event about it said, nil before the first one.
    var reported: StrokeVerdict.Status?
    /// The hints that were given, as a sum of `StrokeHint`.
    var hinted: UInt8 = 0
    /// Share of the length after which `reported` was said.
    var reportedAt: Double
    /// The stroke that was written over it and stands for it now: its place among the strokes.
    var rewritten: Int?
    /// How evenly it flows, 0…1; nil where the stroke is untimed.
    let rhythm: Double?

    /// A stroke of which no more was said than `reported`; `isWeighed` where it will be judged.
    init(
        _ ink: InkLine, isWeighed: Bool, sampleCount: Int, reported: StrokeVerdict.Status?, reportedAt: Double,
        rhythm: Double?
    ) {
        line = isWeighed ? .weighed(ink) : .drawn(ink.drawn)
        self.sampleCount = sampleCount
        self.reported = reported
        self.reportedAt = reportedAt
        self.rhythm = rhythm
    }

    /// The line as it is judged; nil where the stroke is not weighed.
    var ink: InkLine? { if case .weighed(let ink) = line { ink } else { nil } }

    /// The line with its pressure, for drawing.
    var drawn: DrawnLine {
        switch line {
        case .weighed(let ink): ink.drawn
        case .drawn(let line): line
        }
    }
}
