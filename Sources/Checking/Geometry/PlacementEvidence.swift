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
    var placement: Placement {
        var a = gram, b = gram
        a.xx += Prior.scalePrecision
        a.yy += Prior.shearPrecision
        a.zz += Prior.shiftPrecision
        b.xx += Prior.shearPrecision
        b.yy += Prior.scalePrecision
        b.zz += Prior.shiftPrecision
        let pull = (Prior.scalePrecision + Prior.coupling) * Prior.scaleMean
        let hx = (momentX.0 + pull, momentX.1, momentX.2), hy = (momentY.0, momentY.1 + pull, momentY.2)
        let aloneX = a.inverse, aloneY = b.inverse
        a.xx -= Prior.coupling * Prior.coupling * aloneY.yy
        b.yy -= Prior.coupling * Prior.coupling * aloneX.xx
        let covarianceX = a.inverse, covarianceY = b.inverse
        let x = covarianceX.times((hx.0 - Prior.coupling * aloneY.times(hy).1, hx.1, hx.2))
        let y = covarianceY.times((hy.0, hy.1 - Prior.coupling * aloneX.times(hx).0, hy.2))
        return Placement(
            map: AffineMap(xx: x.0, xy: x.1, x: x.2, yx: y.0, yy: y.1, y: y.2), covarianceX: covarianceX,
            covarianceY: covarianceY)
    }
}

extension AffineMap {
    /// How far the map is from what is believed before any ink: half the squared Mahalanobis distance.
    var surprise: Double {
        let width = Prior.deviation(of: xx), height = Prior.deviation(of: yy)
        let scales = Prior.scalePrecision * (width * width + height * height) + 2 * Prior.coupling * width * height
        return (scales + Prior.shearPrecision * (xy * xy + yx * yx) + Prior.shiftPrecision * (x * x + y * y)) / 2
    }
}

/// What is believed of the map before any ink, as precisions.
private enum Prior {
    // Scales vary together (a small letter is small both ways), and a letter leans or is shifted only so far.
    static let scaleMean = 0.85
    private static let scaleVariance = 0.3 * 0.3
    private static let aspectVariance = 0.15 * 0.15
    static let shearPrecision = 1 / (0.12 * 0.12)
    static let shiftPrecision = 1 / (0.11 * 0.11)

    /// How far a scale is from the mean one, such that half of it is as far as twice of it and none at all is never: (r − 1) / √r is close to the
    /// logarithm of r, and the same on every processor. A straight line must not pass for a bent one that is written flat.
    static func deviation(of scale: Double) -> Double {
        let ratio = max(scale / scaleMean, 1e-3)
        return scaleMean * (ratio - 1) / ratio.squareRoot()
    }

    // Covariance [[s + v, s], [s, s + v]] of the two scales, inverted by hand.
    private static let determinant =
        (scaleVariance + aspectVariance) * (scaleVariance + aspectVariance) - scaleVariance * scaleVariance
    static let scalePrecision = (scaleVariance + aspectVariance) / determinant
    static let coupling = -scaleVariance / determinant
}

extension SIMD8<Double> {
    /// The sum of all eight, in an order that is the same on every processor.
    var total: Double {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two.x + two.y
    }
}
