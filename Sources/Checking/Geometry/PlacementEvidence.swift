import Ink

/// What strokes that were recognised tell about where the reference lies: sums that strokes can be added to and taken from.
struct PlacementEvidence: Sendable {
    private var gram = SymmetricMatrix3()
    private var momentX = (0.0, 0.0, 0.0)
    private var momentY = (0.0, 0.0, 0.0)

    /// No strokes.
    init() {}

    /// A pair of strokes.
    ///
    /// - Parameters:
    ///   - precision: of each moment, one over its variance.
    ///   - weight: 0…1, how much the pair may tell.
    init(reference: Moments, written: Moments, precision: SIMD8<Double>, weight: Double) {
        let precision = precision * weight
        let px = reference.x * precision, py = reference.y * precision
        gram.xx = (px * reference.x).total
        gram.xy = (px * reference.y).total
        gram.yy = (py * reference.y).total
        gram.xz = px[0]
        gram.yz = py[0]
        gram.zz = precision[0]
        momentX.0 = (px * written.x).total
        momentX.1 = (py * written.x).total
        momentX.2 = precision[0] * written.x[0]
        momentY.0 = (px * written.y).total
        momentY.1 = (py * written.y).total
        momentY.2 = precision[0] * written.y[0]
    }

    static func + (a: PlacementEvidence, b: PlacementEvidence) -> PlacementEvidence {
        var sum = PlacementEvidence()
        sum.gram = a.gram + b.gram
        sum.momentX = (a.momentX.0 + b.momentX.0, a.momentX.1 + b.momentX.1, a.momentX.2 + b.momentX.2)
        sum.momentY = (a.momentY.0 + b.momentY.0, a.momentY.1 + b.momentY.1, a.momentY.2 + b.momentY.2)
        return sum
    }

    static func - (a: PlacementEvidence, b: PlacementEvidence) -> PlacementEvidence {
        var rest = PlacementEvidence()
        rest.gram = a.gram - b.gram
        rest.momentX = (a.momentX.0 - b.momentX.0, a.momentX.1 - b.momentX.1, a.momentX.2 - b.momentX.2)
        rest.momentY = (a.momentY.0 - b.momentY.0, a.momentY.1 - b.momentY.1, a.momentY.2 - b.momentY.2)
        return rest
    }

    /// What is believed after these strokes.
    ///
    /// The prior binds the two scales to each other (a small letter is small both ways): it couples one coefficient of the x half with
    /// one of the y half. So the 6 × 6 system falls into 3 × 3 ones (Schur complements of a coupling of rank one).
    func placement(_ prior: PlacementPrior = .anyHand) -> Placement {
        var a = gram, b = gram
        a.xx += prior.scalePrecision
        a.yy += prior.shearPrecision
        a.zz += prior.shiftPrecision
        b.xx += prior.shearPrecision
        b.yy += prior.scalePrecision
        b.zz += prior.shiftPrecision
        let pull = (prior.scalePrecision + prior.coupling) * prior.scaleMean
        let hx = (momentX.0 + pull, momentX.1, momentX.2), hy = (momentY.0, momentY.1 + pull, momentY.2)
        let aloneX = a.inverse, aloneY = b.inverse
        a.xx -= prior.coupling * prior.coupling * aloneY.yy
        b.yy -= prior.coupling * prior.coupling * aloneX.xx
        let covarianceX = a.inverse, covarianceY = b.inverse
        let x = covarianceX.times((hx.0 - prior.coupling * aloneY.times(hy).1, hx.1, hx.2))
        let y = covarianceY.times((hy.0, hy.1 - prior.coupling * aloneX.times(hx).0, hy.2))
        return Placement(
            map: AffineMap(xx: x.0, xy: x.1, x: x.2, yx: y.0, yy: y.1, y: y.2), covarianceX: covarianceX,
            covarianceY: covarianceY)
    }
}

extension SIMD8<Double> {
    /// The sum of all eight, in an order that is the same on every processor.
    var total: Double {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
