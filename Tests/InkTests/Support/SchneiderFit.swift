import Ink

/// The batch fit that the incremental one is compared with: Philip J. Schneider, "An Algorithm for Automatically Fitting Digitized Curves",
/// Graphics Gems (1990), with the whole stroke at hand.
struct SchneiderFit {
    private let samples: [Point]
    private let squaredTolerance: Double
    private(set) var segments: [CubicSegment] = []

    /// Fits a stroke so that each sample lies within `tolerance` of the curve at its parameter.
    init(_ stroke: [Point], tolerance: Double) {
        squaredTolerance = tolerance * tolerance
        var distinct: [Point] = []
        for sample in stroke where distinct.last != sample { distinct.append(sample) }
        samples = distinct
        guard let first = samples.first, let last = samples.last else { return }
        guard samples.count > 1 else {
            segments = [CubicSegment(start: first, control1: first, control2: last, end: last)]
            return
        }
        let end = samples.count - 1
        fit(0...end, (samples[1] - first).unit, (samples[end - 1] - last).unit)
    }

    private mutating func fit(_ range: ClosedRange<Int>, _ direction1: Point, _ direction2: Point) {
        let first = samples[range.lowerBound], last = samples[range.upperBound]
        if range.count == 2 {
            let third = first.distance(to: last) / 3
            segments.append(
                CubicSegment(
                    start: first, control1: first + direction1 * third, control2: last + direction2 * third, end: last))
            return
        }
        var parameters = chordLengthParameters(range)
        var split = 0
        for round in 0...4 {
            let curve = bezier(range, parameters, direction1, direction2)
            let worst = largestError(range, parameters, curve)
            split = worst.index
            if worst.squared < squaredTolerance { return segments.append(curve) }
            if round == 0, worst.squared >= 16 * squaredTolerance { break }
            for i in range { parameters[i - range.lowerBound].refine(on: curve, for: samples[i]) }
        }
        var direction = (samples[split - 1] - samples[split + 1]).unit
        if direction == .zero { direction = (samples[split - 1] - samples[split]).unit }
        fit(range.lowerBound...split, direction1, direction)
        fit(split...range.upperBound, -direction, direction2)
    }

    private func chordLengthParameters(_ range: ClosedRange<Int>) -> [Double] {
        var lengths = [0.0]
        for i in range.dropFirst() {
            lengths.append(lengths[lengths.count - 1] + samples[i].distance(to: samples[i - 1]))
        }
        return lengths.map { $0 / lengths[lengths.count - 1] }
    }

    private func bezier(
        _ range: ClosedRange<Int>, _ parameters: [Double], _ direction1: Point, _ direction2: Point
    ) -> CubicSegment {
        let start = samples[range.lowerBound], end = samples[range.upperBound]
        var c11 = 0.0, c12 = 0.0, c22 = 0.0, x1 = 0.0, x2 = 0.0
        for i in range {
            let t = parameters[i - range.lowerBound], s = 1 - t
            let a1 = direction1 * (3 * t * s * s), a2 = direction2 * (3 * t * t * s)
            let rest = samples[i] - start * (s * s * (1 + 2 * t)) - end * (t * t * (3 - 2 * t))
            c11 += a1.dot(a1)
            c12 += a1.dot(a2)
            c22 += a2.dot(a2)
            x1 += a1.dot(rest)
            x2 += a2.dot(rest)
        }
        let determinant = c11 * c22 - c12 * c12, chord = start.distance(to: end)
        var length1 = (x1 * c22 - x2 * c12) / determinant, length2 = (x2 * c11 - x1 * c12) / determinant
        if !(min(length1, length2) >= 1e-6 * chord) {
            length1 = chord / 3
            length2 = chord / 3
        }
        return CubicSegment(
            start: start, control1: start + direction1 * length1, control2: end + direction2 * length2, end: end)
    }

    private func largestError(
        _ range: ClosedRange<Int>, _ parameters: [Double], _ curve: CubicSegment
    ) -> (squared: Double, index: Int) {
        var worst = (squared: 0.0, index: (range.lowerBound + range.upperBound + 1) / 2)
        for i in range.dropFirst().dropLast() {
            let squared = (curve.point(at: parameters[i - range.lowerBound]) - samples[i]).squaredLength
            if squared >= worst.squared { worst = (squared, i) }
        }
        return worst
    }
}

extension Double {
    /// One Newton step of a curve parameter towards the point nearest to `sample`.
    fileprivate mutating func refine(on curve: CubicSegment, for sample: Point) {
        let t = self, s = 1 - self
        let offset = curve.point(at: t) - sample
        let side1 = curve.control1 - curve.start, side2 = curve.control2 - curve.control1,
            side3 = curve.end - curve.control2
        let slope = (side1 * (s * s) + side2 * (2 * s * t) + side3 * (t * t)) * 3
        let bend = ((side2 - side1) * s + (side3 - side2) * t) * 6
        let divisor = slope.squaredLength + offset.dot(bend)
        if divisor != 0 { self = t - offset.dot(slope) / divisor }
    }
}
