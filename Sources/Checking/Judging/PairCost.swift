import Ink

/// How badly a written stroke fits a stroke of the reference: negative logarithms of likelihoods, up to a constant.
struct PairCost: Sendable {
    /// Of being somewhere else than expected.
    let place: Double
    /// Of leading elsewhere or being longer or shorter.
    let course: Double
    /// Of bending otherwise on the way.
    let bend: Double
    /// The squared deviations behind these three, in standard deviations.
    let deviations: SIMD3<Double>
    /// Whether it fits better from its end to its beginning.
    let isReversed: Bool

    /// Which form of the stroke it is: 0 the reference itself, else one of the item's `forms`, counted from 1.
    let form: Int

    /// 0…1: how much the stroke may tell about where the others are.
    var trust: Double { 1 / (1 + (deviations.x + deviations.y) / Tuning.trustReach).squareRoot() }

    /// The sum that assignments are made by.
    var total: Double { place + course + bend + (isReversed ? Tuning.reversal : 0) }

    /// Compares a written stroke with a laid one, in the direction that fits better.
    init(written: Moments, laid: borrowing LaidStroke) {
        guard !written.isDot else {
            self.init(dot: written.middle, laid: laid)
            return
        }
        var best = Likeness(written, laid, isReversed: false)
        best.take(written.reversed, laid, isReversed: true)
        self.init(best)
    }

    /// Compares a written stroke with a laid one in one direction; a ring may be begun anywhere, a hook left out.
    init(written: Moments, laid: borrowing LaidStroke, reversed: Bool) {
        guard !written.isDot else {
            self.init(dot: written.middle, laid: laid)
            return
        }
        self.init(Likeness(reversed ? written.reversed : written, laid, isReversed: reversed))
    }

    /// Compares a dot with a laid stroke: a short one it stands for, wherever it lies on it and whichever way that leads; no other.
    private init(dot: Point, laid: borrowing LaidStroke) {
        let course = laid.moments.course, offset = dot - laid.moments.middle
        let reach = 3.0.squareRoot()
        let along = offset.dot(course) / max(course.squaredLength, 1e-9)
        let rest = offset - course * max(-reach, min(along, reach))
        let squared = rest.x * rest.x * laid.precisionX[0] + rest.y * rest.y * laid.precisionY[0]
        deviations = SIMD3(squared, 0, 0)
        place = squared / 2
        self.course = laid.isShort ? Tuning.dot : Tuning.impossible
        bend = 0
        isReversed = false
        form = 0
    }

    private init(_ likeness: Likeness) {
        deviations = likeness.deviations
        place = Self.price(deviations.x, Tuning.placeReach)
        course = likeness.prices.x
        bend = likeness.prices.y
        isReversed = likeness.isReversed
        form = likeness.form
    }

    /// Half the squared deviation near zero; farther out it grows with the deviation itself, as people's slips are likelier than a normal
    /// distribution has them (Charbonnier's penalty).
    private static func price(_ squared: Double, _ reach: Double) -> Double {
        reach * ((1 + squared / reach).squareRoot() - 1)
    }

    /// What forms and directions are chosen by: how the stroke leads and bends, wherever it is.
    private struct Likeness {
        private(set) var deviations: SIMD3<Double>
        /// Of the course and of the bends.
        private(set) var prices: SIMD2<Double>
        private(set) var form: Int
        private(set) var isReversed: Bool
        /// Squared deviation of a course that by itself costs as much as this one with its bends.
        private var limit: Double

        private var shape: Double { prices.x + prices.y }

        /// The form that is most alike.
        @inline(__always)
        init(_ written: Moments, _ laid: borrowing LaidStroke, isReversed: Bool) {
            self.init(written, laid.moments, laid, isReversed, form: 0)
            takeForms(written, laid, isReversed)
        }

        /// Takes the stroke itself or one of its forms where that is more alike.
        @inline(__always)
        mutating func take(_ written: Moments, _ laid: borrowing LaidStroke, isReversed: Bool) {
            if mayTake(written, laid.moments.course, laid) {
                take(Likeness(written, laid.moments, laid, isReversed, form: 0))
            }
            takeForms(written, laid, isReversed)
        }

        @inline(__always)
        private mutating func takeForms(_ written: Moments, _ laid: borrowing LaidStroke, _ isReversed: Bool) {
            for index in laid.forms.indices
            where mayTake(written, laid.map.applyLinear(laid.forms[index].course), laid) {
                let form = laid.forms[index].mapped(by: laid.map)
                take(Likeness(written, form, laid, isReversed, form: index + 1))
            }
        }

        /// Whether a stroke of this course may be more alike: most are told by that alone.
        @inline(__always)
        private func mayTake(_ written: Moments, _ course: Point, _ laid: borrowing LaidStroke) -> Bool {
            let x = written.x[1] - course.x, y = written.y[1] - course.y
            return x * x * laid.precisionX[1] + y * y * laid.precisionY[1] < limit
        }

        @inline(__always)
        private mutating func take(_ other: Likeness) {
            if other.shape < shape { self = other }
        }

        @inline(__always)
        private init(
            _ written: Moments, _ form: Moments, _ laid: borrowing LaidStroke, _ isReversed: Bool, form number: Int
        ) {
            let x = written.x - form.x, y = written.y - form.y
            let squares = x * x * laid.precisionX + y * y * laid.precisionY
            let bends = squares.highHalf + SIMD4(squares[2], squares[3], 0, 0)
            deviations = SIMD3(squares[0], squares[1], bends.x + bends.y + (bends.z + bends.w))
            let reaches = SIMD2(Tuning.courseReach, Tuning.bendReach)
            prices = reaches * ((1 + SIMD2(deviations.y, deviations.z) / reaches).squareRoot() - 1)
            self.form = number
            self.isReversed = isReversed
            // The price's inverse, and a little more: it is rounded otherwise.
            let shape = prices.x + prices.y
            limit = shape * (shape / Tuning.courseReach + 2) * (1 + 1e-9)
        }
    }
}
