import Ink

/// Where and how large the learner writes: an affine map from the reference's unit square to the learner's, with its uncertainty.
///
/// Bayesian linear regression (Bishop, Pattern Recognition and Machine Learning, 3.3) over the six coefficients: before the first
/// stroke it is the frame with wide doubts, and every stroke that was recognised narrows them. So one formula serves the first
/// stroke, the last one, and letters that are written small, large, off-centre or slanted.
///
/// x' − ½ = a (x − ½) + b (y − ½) + c  and  y' − ½ = d (x − ½) + e (y − ½) + f
struct Placement: Sendable {
    /// a, b, c, d, e, f
    private(set) var coefficients: InlineArray<6, Double>
    /// Covariance of the coefficients, row by row.
    private var covariance: InlineArray<36, Double>

    /// What is believed before any ink.
    static let prior = Placement(precision: priorPrecision, moment: priorMoment)

    // Scales vary together (a small letter is small both ways), and a letter leans or is shifted only so far.
    private static let scaleMean = 0.85
    private static let scaleVariance = 0.3 * 0.3
    private static let aspectVariance = 0.15 * 0.15
    private static let shearVariance = 0.12 * 0.12
    private static let shiftVariance = 0.13 * 0.13

    private static let priorPrecision: InlineArray<36, Double> = {
        var p = InlineArray<36, Double>(repeating: 0)
        // Covariance [[s + v, s], [s, s + v]] of (a, e), inverted by hand.
        let s = scaleVariance, v = aspectVariance
        let determinant = (s + v) * (s + v) - s * s
        p[0 * 6 + 0] = (s + v) / determinant
        p[4 * 6 + 4] = (s + v) / determinant
        p[0 * 6 + 4] = -s / determinant
        p[4 * 6 + 0] = -s / determinant
        p[1 * 6 + 1] = 1 / shearVariance
        p[3 * 6 + 3] = 1 / shearVariance
        p[2 * 6 + 2] = 1 / shiftVariance
        p[5 * 6 + 5] = 1 / shiftVariance
        return p
    }()

    private static let priorMoment: InlineArray<6, Double> = {
        var m = InlineArray<6, Double>(repeating: 0)
        for row in [0, 4] {
            m[row] = (priorPrecision[row * 6 + 0] + priorPrecision[row * 6 + 4]) * scaleMean
        }
        return m
    }()

    /// The map that fits pairs of strokes best.
    ///
    /// - Parameters:
    ///   - pairs: a reference outline and what was written for it.
    ///   - noise: standard deviation of a stroke's place, unit coordinates.
    init(pairs: some Sequence<(reference: Outline, written: Outline)>, noise: Double) {
        var precision = Self.priorPrecision
        var moment = Self.priorMoment
        // The sixteen places of a stroke err together: they count as two observations.
        let weight = 2 / (noise * noise * Double(Outline.count))
        for (reference, written) in pairs {
            var n = 0.0, sx = 0.0, sy = 0.0, sxx = 0.0, sxy = 0.0, syy = 0.0
            var ux = 0.0, uy = 0.0, u = 0.0, vx = 0.0, vy = 0.0, v = 0.0
            for k in 0..<Outline.count {
                let p = reference.places[k] - Point(0.5, 0.5)
                let q = written.places[k] - Point(0.5, 0.5)
                n += 1
                sx += p.x
                sy += p.y
                sxx += p.x * p.x
                sxy += p.x * p.y
                syy += p.y * p.y
                ux += p.x * q.x
                uy += p.y * q.x
                u += q.x
                vx += p.x * q.y
                vy += p.y * q.y
                v += q.y
            }
            let block: InlineArray<9, Double> = [sxx, sxy, sx, sxy, syy, sy, sx, sy, n]
            for row in 0..<3 {
                for column in 0..<3 {
                    precision[row * 6 + column] += weight * block[row * 3 + column]
                    precision[(row + 3) * 6 + column + 3] += weight * block[row * 3 + column]
                }
            }
            let first: InlineArray<3, Double> = [ux, uy, u]
            let second: InlineArray<3, Double> = [vx, vy, v]
            for row in 0..<3 {
                moment[row] += weight * first[row]
                moment[row + 3] += weight * second[row]
            }
        }
        self.init(precision: precision, moment: moment)
    }

    private init(precision: InlineArray<36, Double>, moment: InlineArray<6, Double>) {
        covariance = Self.inverse(of: precision)
        coefficients = InlineArray(repeating: 0)
        for row in 0..<6 {
            for column in 0..<6 { coefficients[row] += covariance[row * 6 + column] * moment[column] }
        }
    }

    /// A map known without doubt: scale and shift along each axis.
    init(scale: Point, shift: Point) {
        covariance = InlineArray(repeating: 0)
        coefficients = [
            scale.x, 0, scale.x * 0.5 + shift.x - 0.5, 0, scale.y, scale.y * 0.5 + shift.y - 0.5,
        ]
    }

    /// Where a point of the reference is expected in the learner's unit square.
    func apply(_ point: Point) -> Point {
        Point(0.5, 0.5) + Point(coefficients[2], coefficients[5]) + applyLinear(point - Point(0.5, 0.5))
    }

    /// Where a displacement of the reference leads.
    func applyLinear(_ p: Point) -> Point {
        Point(coefficients[0] * p.x + coefficients[1] * p.y, coefficients[3] * p.x + coefficients[4] * p.y)
    }

    /// Variances of where a point of the reference is expected, along x and y.
    func variance(at point: Point) -> Point {
        let p: InlineArray<3, Double> = [point.x - 0.5, point.y - 0.5, 1]
        var x = 0.0, y = 0.0
        for row in 0..<3 {
            for column in 0..<3 {
                x += p[row] * covariance[row * 6 + column] * p[column]
                y += p[row] * covariance[(row + 3) * 6 + column + 3] * p[column]
            }
        }
        return Point(x, y)
    }

    /// Mean of the two scales: how large the learner writes, compared with the reference.
    var scale: Double {
        let area = coefficients[0] * coefficients[4] - coefficients[1] * coefficients[3]
        return abs(area).squareRoot()
    }

    /// How far the map is from what is believed before any ink: half the squared Mahalanobis distance.
    var surprise: Double {
        var difference = coefficients
        difference[0] -= Self.scaleMean
        difference[4] -= Self.scaleMean
        var sum = 0.0
        for row in 0..<6 {
            for column in 0..<6 { sum += difference[row] * Self.priorPrecision[row * 6 + column] * difference[column] }
        }
        return sum / 2
    }

    /// Inverse of a symmetric positive definite 6 × 6 matrix by Gauss–Jordan; pivots stay positive, so none is searched for.
    private static func inverse(of matrix: InlineArray<36, Double>) -> InlineArray<36, Double> {
        var a = matrix
        var b = InlineArray<36, Double>(repeating: 0)
        for i in 0..<6 { b[i * 6 + i] = 1 }
        for pivot in 0..<6 {
            let factor = 1 / a[pivot * 6 + pivot]
            for column in 0..<6 {
                a[pivot * 6 + column] *= factor
                b[pivot * 6 + column] *= factor
            }
            for row in 0..<6 where row != pivot {
                let share = a[row * 6 + pivot]
                if share == 0 { continue }
                for column in 0..<6 {
                    a[row * 6 + column] -= share * a[pivot * 6 + column]
                    b[row * 6 + column] -= share * b[pivot * 6 + column]
                }
            }
        }
        return b
    }
}
