import Ink

/// What is believed of the map from the reference to the ink before any of it is seen, as precisions.
///
/// Scales vary together (a small letter is small both ways), and a letter leans or is shifted only so far.
struct PlacementPrior: Sendable {
    let scaleMean: Double
    let scalePrecision: Double
    /// Between the two scales.
    let coupling: Double
    let shearPrecision: Double
    let shiftPrecision: Double

    /// - Parameters: the mean scale, and standard deviations: of the scale that both axes share, of each axis's own, of what one coordinate adds to
    ///   the other, of the middle.
    private init(scale: Double, shared: Double, own: Double, shear: Double, shift: Double) {
        let s = shared * shared, v = own * own
        // Covariance [[s + v, s], [s, s + v]] of the two scales, inverted by hand.
        let determinant = (s + v) * (s + v) - s * s
        scaleMean = scale
        scalePrecision = (s + v) / determinant
        coupling = -s / determinant
        shearPrecision = 1 / (shear * shear)
        shiftPrecision = 1 / (shift * shift)
    }

    /// Wide enough for whoever writes small, slanted or in a corner: strokes are to be recognised there, too.
    static let anyHand = PlacementPrior(scale: 0.85, shared: 0.3, own: 0.15, shear: 0.12, shift: 0.11)

    /// What a hand does that writes on this scale: what a stroke that is out of place must not be excused by.
    ///
    /// The map of 477 characters as 21 writers wrote them deviates from an upright one by 0.10 to 0.13 in the scale, 0.08 to 0.13 in one scale against the
    /// other, 0.06 to 0.09 in slant and 0.05 to 0.08 in the middle (Hangul letters, katakana, kanji; read off the quantiles as standard deviations).
    static func hand(scale: Double) -> PlacementPrior {
        PlacementPrior(scale: max(scale, 0.05), shared: 0.12, own: 0.08, shear: 0.06, shift: 0.08)
    }

    /// How far a map is from what is believed: half the squared Mahalanobis distance.
    func surprise(of map: AffineMap) -> Double {
        let width = deviation(of: map.xx), height = deviation(of: map.yy)
        let scales = scalePrecision * (width * width + height * height) + 2 * coupling * width * height
        return
            (scales + shearPrecision * (map.xy * map.xy + map.yx * map.yx)
            + shiftPrecision * (map.x * map.x + map.y * map.y)) / 2
    }

    /// How far a scale is from the mean one, such that half of it is as far as twice of it and none at all is never: (r − 1) / √r is close to the
    /// logarithm of r, and the same on every processor. A straight line must not pass for a bent one that is written flat.
    private func deviation(of scale: Double) -> Double {
        let ratio = max(scale / scaleMean, 1e-3)
        return scaleMean * (ratio - 1) / ratio.squareRoot()
    }
}
