import Ink

/// Where and how large the learner writes: an affine map from the reference's unit square to the learner's, with its uncertainty.
///
/// Bayesian linear regression (Bishop, Pattern Recognition and Machine Learning, 3.3) over the six coefficients: before the first
/// stroke it is the frame with wide doubts, and every stroke that was recognised narrows them. So one formula serves the first
/// stroke, the last one, and letters that are written small, large, off-centre or slanted.
struct Placement: Equatable, Sendable {
    /// The likeliest map.
    let map: AffineMap
    /// Covariance of the coefficients (xx, xy, x) and (yx, yy, y) of the map.
    private let covarianceX: SymmetricMatrix3
    private let covarianceY: SymmetricMatrix3

    /// What is believed before any ink.
    static let prior = PlacementEvidence().placement()

    init(map: AffineMap, covarianceX: SymmetricMatrix3, covarianceY: SymmetricMatrix3) {
        self.map = map
        self.covarianceX = covarianceX
        self.covarianceY = covarianceY
    }

    /// A map that is known without doubt.
    init(certain map: AffineMap) {
        self.init(map: map, covarianceX: SymmetricMatrix3(), covarianceY: SymmetricMatrix3())
    }

    /// Variances of where a point of the reference is expected, along x and y.
    func variance(at point: Point) -> Point {
        let p = point - Point(0.5, 0.5)
        return Point(covarianceX.form(p.x, p.y, 1), covarianceY.form(p.x, p.y, 1))
    }

    /// Variances of where a displacement of the reference leads, along x and y.
    func variance(of displacement: Point) -> Point {
        Point(
            covarianceX.form(displacement.x, displacement.y, 0), covarianceY.form(displacement.x, displacement.y, 0))
    }
}
