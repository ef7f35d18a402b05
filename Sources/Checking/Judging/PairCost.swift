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
        let forward = PairCost(written: written, laid: laid, reversed: false)
        let backward = PairCost(written: written, laid: laid, reversed: true)
        self = backward.course + backward.bend < forward.course + forward.bend ? backward : forward
    }

    /// Compares a written stroke with a laid one in one direction; a ring may be begun anywhere, a hook left out.
    init(written: Moments, laid: LaidStroke, reversed: Bool) {
        var best = PairCost(written, reversed ? laid.moments.reversed : laid.moments, laid, reversed, form: 0)
        for (index, form) in laid.forms.enumerated() {
            let cost = PairCost(written, reversed ? form.reversed : form, laid, reversed, form: index + 1)
            if cost.course + cost.bend < best.course + best.bend { best = cost }
        }
        self = best
    }

    private init(_ written: Moments, _ expected: Moments, _ laid: LaidStroke, _ isReversed: Bool, form: Int) {
        let x = written.x - expected.x, y = written.y - expected.y
        let deviations = x * x * laid.precisionX + y * y * laid.precisionY
        let bends = deviations.highHalf + SIMD4(deviations[2], deviations[3], 0, 0)
        self.deviations = SIMD3(deviations[0], deviations[1], bends.x + bends.y + (bends.z + bends.w))
        place = Self.price(self.deviations.x, Tuning.placeReach)
        course = Self.price(self.deviations.y, Tuning.courseReach)
        bend = Self.price(self.deviations.z, Tuning.bendReach)
        trust = 1 / (1 + (deviations[0] + deviations[1]) / Tuning.trustReach).squareRoot()
        self.isReversed = isReversed
        self.form = form
    }

    /// Half the squared deviation near zero; farther out it grows with the deviation itself, as people's slips are likelier than a normal
    /// distribution has them (Charbonnier's penalty).
    private static func price(_ squared: Double, _ reach: Double) -> Double {
        reach * ((1 + squared / reach).squareRoot() - 1)
    }
}
