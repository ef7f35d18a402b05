import Ink

/// The stroke under the pen: its line so far, what it could be, and how it is being made.
struct OpenStroke {
    private(set) var trace: StrokeTrace
    private var hypotheses: LiveHypotheses
    private(set) var motion: PenMotion
    /// What was said of it, with the length at which that was said.
    private(set) var report: (reading: LiveHypotheses.Reading, length: Double)?

    /// The pen goes down at `point`, in the unit square, where `strayCount` samples of the stroke were no ink.
    init(at point: Point, sample: Sample, after strayCount: Int, hypotheses: LiveHypotheses) {
        trace = StrokeTrace(at: point, pressure: sample.pressure, after: strayCount)
        self.hypotheses = hypotheses
        motion = PenMotion(sample)
    }

    /// The pen moves; a reading when the stroke has become certain to be at fault.
    mutating func move(to point: Point, sample: Sample) -> LiveHypotheses.Reading? {
        let hasGrown = trace.add(point, pressure: sample.pressure)
        motion.move(sample, hasAdvanced: hasGrown, length: trace.length)
        guard hasGrown, let reading = hypotheses.follow(trace) else { return nil }
        report = (reading, trace.length)
        return reading
    }

    /// The stroke as it is when the pen lifts; `isWeighed` where it will be judged.
    func written(isWeighed: Bool) -> WrittenStroke {
        let length = trace.length
        let status = report.map { $0.reading.isReversed ? StrokeVerdict.Status.reversed : .order }
        let ink = InkLine(trace.line, pressures: trace.linePressures)
        return WrittenStroke(
            ink, isWeighed: isWeighed, sampleCount: trace.sampleCount, reported: status,
            reportedAt: length > 0 ? min((report?.length ?? length) / length, 1) : 1, rhythm: motion.rhythm)
    }
}
