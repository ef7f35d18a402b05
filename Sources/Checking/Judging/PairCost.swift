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
    let trust: Double

    /// The sum that assignments are made by.
    var total: Double { place + course + bend + (isReversed ? Tuning.reversal : 0) }

    /// Compares a written stroke with a laid one, in the direction that fits better.
    init(written: Moments, laid: LaidStroke) {
        let forward = Likeness(written, laid, isReversed: false), backward = Likeness(written, laid, isReversed: true)
        self.init(backward.shape < forward.shape ? backward : forward)
    }

    /// Compares a written stroke with a laid one in one direction; a ring may be begun anywhere, a hook left out.
    init(written: Moments, laid: LaidStroke, reversed: Bool) {
        self.init(Likeness(written, laid, isReversed: reversed))
    }

    private init(_ likeness: Likeness) {
        deviations = likeness.deviations
        place = Self.price(deviations.x, Tuning.placeReach)
        course = likeness.course
        bend = likeness.bend
        trust = 1 / (1 + (deviations.x + deviations.y) / Tuning.trustReach).squareRoot()
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
        let deviations: SIMD3<Double>
        let course: Double
        let bend: Double
        let isReversed: Bool
        let form: Int

        var shape: Double { course + bend }

        /// The form that is most alike.
        init(_ written: Moments, _ laid: LaidStroke, isReversed: Bool) {
            var best = Likeness(written, laid.moments, laid, isReversed, form: 0)
            for index in laid.forms.indices {
                let other = Likeness(written, laid.forms[index], laid, isReversed, form: index + 1)
                if other.shape < best.shape { best = other }
            }
            self = best
        }

        @inline(__always)
        private init(_ written: Moments, _ form: Moments, _ laid: LaidStroke, _ isReversed: Bool, form number: Int) {
            let expected = isReversed ? form.reversed : form
            let x = written.x - expected.x, y = written.y - expected.y
            let squares = x * x * laid.precisionX + y * y * laid.precisionY
            let bends = squares.highHalf + SIMD4(squares[2], squares[3], 0, 0)
            deviations = SIMD3(squares[0], squares[1], bends.x + bends.y + (bends.z + bends.w))
            course = PairCost.price(deviations.y, Tuning.courseReach)
            bend = PairCost.price(deviations.z, Tuning.bendReach)
            self.isReversed = isReversed
            self.form = number
        }
    }
}
