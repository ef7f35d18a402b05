import Ink

/// A stroke as eight moments: the projections of its sixteen places onto the polynomials that are orthogonal over them.
///
/// Moment 0 is the middle of the stroke, moment 1 how far and which way it leads, moments 2 to 7 how it bends on the way. People's
/// strokes deviate from a reference in each of them independently, so that a sum over moments is a likelihood. Moments follow an
/// affine map as points do; reversing a stroke turns the sign of the odd ones.
///
/// The polynomials are Gram's (Hildebrand, Introduction to Numerical Analysis, 7.13), scaled to a mean square of 1: a moment is
/// the root mean square of its share in the stroke.
///
/// Held as vectors because the formulas are short then, not for speed: with two doubles to a register, twenty strokes are judged in 147.7 µs by
/// vectors and in 147.0 µs where `PairCost` goes through the sixteen numbers one after the other (1.52 and 1.48 million instructions).
struct Moments: Equatable, Sendable {
    /// Moments along x, of places relative to the middle of the unit square.
    var x: SIMD8<Double>
    /// Moments along y.
    var y: SIMD8<Double>

    /// The moments of sixteen places at equal distances along a stroke.
    init(_ outline: Outline) { self.init { outline.places[$0] } }

    /// The moments of sixteen places, each asked for once.
    @inline(__always)
    init(places: (Int) -> Point) {
        x = SIMD8(repeating: 0)
        y = SIMD8(repeating: 0)
        for k in 0..<Outline.count {
            let place = places(k), basis = Self.basis[k]
            x += basis * place.x
            y += basis * place.y
        }
        x[0] -= 0.5
        y[0] -= 0.5
    }

    /// A dot: it has a place, and leads and bends nowhere.
    init(dot place: Point) {
        x = SIMD8(repeating: 0)
        y = SIMD8(repeating: 0)
        x[0] = place.x - 0.5
        y[0] = place.y - 0.5
    }

    /// Whether it is a dot. No line comes to this by chance: the polynomials are rounded.
    @inline(__always)
    var isDot: Bool {
        guard x[1] == 0, y[1] == 0 else { return false }
        return self == Moments(dot: Point(x[0] + 0.5, y[0] + 0.5))
    }

    private init(x: SIMD8<Double>, y: SIMD8<Double>) {
        self.x = x
        self.y = y
    }

    /// Moment 0: where the middle of the stroke is, from the middle of the unit square.
    var middle: Point { Point(x[0], y[0]) }

    /// Moment 1: how far and which way the stroke leads.
    var course: Point { Point(x[1], y[1]) }

    /// The moments of the same stroke from its end to its beginning.
    @inline(__always)
    var reversed: Moments { Moments(x: x * Self.alternating, y: y * Self.alternating) }

    /// The moments of the stroke as it lies on the learner's ink.
    @inline(__always)
    func mapped(by map: AffineMap) -> Moments {
        var mapped = Moments(x: x * map.xx + y * map.xy, y: x * map.yx + y * map.yy)
        mapped.x[0] += map.x
        mapped.y[0] += map.y
        return mapped
    }

    /// A stroke with the shape of a line and this stroke's middle.
    func reshaped(as line: [Point]) -> Moments {
        var reshaped = Moments(Outline(line))
        reshaped.x[0] = x[0]
        reshaped.y[0] = y[0]
        return reshaped
    }

    /// +1 for even moments, −1 for odd ones.
    private static var alternating: SIMD8<Double> { SIMD8(1, -1, 1, -1, 1, -1, 1, -1) }

    /// For each of the sixteen places its share in the eight moments.
    private static let basis: InlineArray<16, SIMD8<Double>> = {
        var basis = InlineArray<16, SIMD8<Double>>(repeating: SIMD8(repeating: 0))
        let count = Double(Outline.count)
        var before = [Double](repeating: 0, count: Outline.count)
        var current = [Double](repeating: 1, count: Outline.count)
        for degree in 0..<8 {
            for k in 0..<Outline.count { basis[k][degree] = current[k] / count }
            // t·qₙ without its share of qₙ₋₁, then brought to a mean square of 1.
            var next = [Double](repeating: 0, count: Outline.count)
            var share = 0.0
            for k in 0..<Outline.count {
                next[k] = current[k] * (2 * Double(k) - count + 1)
                share += next[k] * before[k] / count
            }
            var square = 0.0
            for k in 0..<Outline.count {
                next[k] -= share * before[k]
                square += next[k] * next[k] / count
            }
            before = current
            current = next.map { $0 / square.squareRoot() }
        }
        return basis
    }()
}
