/// The grid on which committed curves lie: multiples of a power of ten.
///
/// A curve is rounded *before* it is held against the samples, so that the tolerance is true of what is sent, not of something
/// finer that nobody receives. The pitch is the largest power of ten that is at most 1/16 of the tolerance: a frame of 1,000 units
/// (tolerance 5) gets 0.1, one of 105 gets 0.01, and a coordinate takes four to six characters as text. Rounding then moves a point by at
/// most 4.5 % of the tolerance. At the default tolerance the pitch is also coarser than the session's own grid, so that the encoder, which
/// puts everything on that one, prints the very decimals.
public struct ControlGrid: Equatable, Sendable {
    /// Where the pitch is below 1: multiples of 1/scale. Otherwise multiples of `scale`.
    private let scale: Double
    private let isFine: Bool

    /// The grid for a tolerance, which is positive and finite.
    public init(tolerance: Double) {
        let largestPitch = tolerance / 16
        var scale = 1.0
        isFine = largestPitch < 1
        if isFine {
            while 1 / scale > largestPitch { scale *= 10 }
        } else {
            while scale * 10 <= largestPitch { scale *= 10 }
        }
        self.scale = scale
    }

    /// Distance between two neighbouring coordinates.
    public var pitch: Double { isFine ? 1 / scale : scale }

    /// The point of the grid nearest to `point`. Its coordinates are the doubles nearest to their decimals, and never −0.
    public func rounded(_ point: Point) -> Point {
        let vector = rounded(SIMD2(point.x, point.y))
        return Point(vector.x, vector.y)
    }

    /// A division by a power of ten rounds to the double nearest to the decimal; a multiplication by 0.01 would not.
    func rounded(_ vector: SIMD2<Double>) -> SIMD2<Double> {
        let onGrid =
            isFine
            ? (vector * scale).rounded(.toNearestOrEven) / scale
            : (vector / scale).rounded(.toNearestOrEven) * scale
        return onGrid + SIMD2<Double>.zero
    }
}
