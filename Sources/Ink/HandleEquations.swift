/// The least-squares problem for the two handles of a cubic Bézier whose ends are fixed.
///
/// With the parameter of each sample given, the curve is p₀ + chord·(3t² − 2t³) + b₁(t)·h₁ + b₂(t)·h₂, where h₁ and h₂ are the handles
/// (control point less its end) and b₁ = 3t(1−t)², b₂ = 3t²(1−t). A handle is either free, or bound to a direction, and then only its
/// length is sought: both bound is Schneider's method (Graphics Gems, 1990); a free one is right where the ink
/// begins, ends, or turns a corner, since there is no direction that it would have to share.
struct HandleEquations {
    private var b11 = Self.habit
    private var b12 = 0.0
    private var b22 = Self.habit
    private var right1: SIMD2<Double>
    private var right2: SIMD2<Double>

    /// Weight of the usual handles against the samples: it decides where there are fewer than two of them, and is lost among more (the
    /// squares of b₁ and b₂ are of the order of 0.1 for each sample).
    private static var habit: Double { 1e-3 }

    /// Equations that no sample has entered yet.
    ///
    /// - Parameters:
    ///   - usual1: what the first handle is where the samples don't say.
    ///   - usual2: the same for the second one.
    init(usual1: SIMD2<Double>, usual2: SIMD2<Double>) {
        right1 = usual1 * Self.habit
        right2 = usual2 * Self.habit
    }

    /// Counts in a sample that lies at `position` from the curve's start and should be met at the parameter `t`.
    @inline(__always)
    mutating func add(_ position: SIMD2<Double>, at t: Double, chord: SIMD2<Double>) {
        let s = 1 - t
        let st3 = 3 * s * t
        let b1 = st3 * s, b2 = st3 * t
        let rest = position - chord * (t * t * (3 - 2 * t))
        b11 += b1 * b1
        b12 += b1 * b2
        b22 += b2 * b2
        right1 += rest * b1
        right2 += rest * b2
    }

    /// The handles that leave the smallest sum of squares, or nil where one would point against its given direction.
    ///
    /// - Parameters:
    ///   - direction1: unit direction of the first handle, zero where it is free.
    ///   - direction2: the same for the second one (it points back into the curve).
    func solve(
        _ direction1: SIMD2<Double>, _ direction2: SIMD2<Double>
    ) -> (first: SIMD2<Double>, second: SIMD2<Double>)? {
        let determinant = b11 * b22 - b12 * b12
        switch (direction1 == .zero, direction2 == .zero) {
        case (true, true):
            return ((right1 * b22 - right2 * b12) / determinant, (right2 * b11 - right1 * b12) / determinant)
        case (false, true):
            let length = ((right1 * b22 - right2 * b12) * direction1).sum() / determinant
            let first = direction1 * length
            return length > 0 ? (first, (right2 - first * b12) / b22) : nil
        case (true, false):
            let length = ((right2 * b11 - right1 * b12) * direction2).sum() / determinant
            let second = direction2 * length
            return length > 0 ? ((right1 - second * b12) / b11, second) : nil
        case (false, false):
            let shared = b12 * (direction1 * direction2).sum()
            let along1 = (right1 * direction1).sum(), along2 = (right2 * direction2).sum()
            let divisor = b11 * b22 - shared * shared
            let length1 = (along1 * b22 - along2 * shared) / divisor
            let length2 = (along2 * b11 - along1 * shared) / divisor
            return length1 > 0 && length2 > 0 ? (direction1 * length1, direction2 * length2) : nil
        }
    }
}
