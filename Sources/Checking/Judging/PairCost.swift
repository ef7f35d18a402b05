import Ink

/// How badly a written stroke fits a stroke of the reference: negative logarithms of likelihoods, up to a constant.
struct PairCost: Sendable {
    /// Of being somewhere else than expected.
    var position: Double
    /// Of running differently.
    var shape: Double
    /// Of being longer or shorter.
    var length: Double
    /// Whether it fits better from its end to its beginning.
    var isReversed: Bool

    /// The sum that assignments are made by.
    var total: Double { position + shape + length + (isReversed ? Tuning.reversal : 0) }

    /// Compares a written stroke with a laid one.
    ///
    /// - Parameters:
    ///   - written: in the learner's unit square.
    ///   - laid: the reference stroke mapped into the learner's unit square.
    ///   - variance: of the place where it is expected, along x and y.
    init(written: Outline, laid: Outline, variance: Point) {
        let offset = written.centre - laid.centre
        position =
            offset.x * offset.x / (2 * (variance.x + Tuning.placeVariance))
            + offset.y * offset.y / (2 * (variance.y + Tuning.placeVariance))
        let deviation = Tuning.shapeFloor + Tuning.shapeShare * max(laid.extent, 0.5 * written.extent)
        let factor = Tuning.shapeObservations / (2 * deviation * deviation * Double(Outline.count))
        var forward = 0.0, backward = 0.0
        for k in 0..<Outline.count {
            let expected = laid.places[k] + offset
            forward += (written.places[k] - expected).squaredLength
            backward += (written.places[Outline.count - 1 - k] - expected).squaredLength
        }
        length = Self.lengthPrice(written.length, laid.length)
        isReversed = backward < forward
        shape = min(forward, backward) * factor
    }
}

extension PairCost {
    /// Compares a line with one that was joined from two: both halves must be there, each judged by its own size.
    ///
    /// - Parameters:
    ///   - joined: the two strokes as one line.
    ///   - other: the line that is held against it; lies in the same square.
    init(joined: JoinedOutline, other: Outline) {
        let outline = joined.outline
        let offset = other.centre - outline.centre
        position = offset.squaredLength / (2 * Tuning.placeVariance)
        isReversed = false
        var first = 0.0, between = 0.0, second = 0.0
        let secondBegin = Outline.count - joined.secondCount
        for k in 0..<Outline.count {
            let deviation = (other.places[k] - outline.places[k] - offset).squaredLength
            if k < joined.firstCount {
                first += deviation / Double(joined.firstCount)
            } else if k >= secondBegin {
                second += deviation / Double(joined.secondCount)
            } else {
                between += deviation / Double(secondBegin - joined.firstCount)
            }
        }
        shape =
            Self.price(first, size: joined.firstLength) + Self.price(second, size: joined.secondLength)
            + Self.price(between, size: joined.gap)
        length = Self.lengthPrice(outline.length, other.length)
    }

    private static func price(_ squaredDeviation: Double, size: Double) -> Double {
        let deviation = Tuning.shapeFloor + Tuning.shapeShare * size
        return squaredDeviation * Tuning.joinedObservations / (2 * deviation * deviation)
    }

    static func lengthPrice(_ a: Double, _ b: Double) -> Double {
        let difference = (a - b) / (Tuning.lengthFloor + Tuning.lengthShare * (a + b))
        return difference * difference / 2
    }
}
