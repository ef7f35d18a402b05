/// A cubic Bézier in powers of its parameter: what is cheapest to evaluate for many samples.
struct PowerCubic {
    private let constant: SIMD2<Double>
    private let linear: SIMD2<Double>
    private let square: SIMD2<Double>
    private let cube: SIMD2<Double>

    /// The curve with these four control points.
    init(_ start: SIMD2<Double>, _ control1: SIMD2<Double>, _ control2: SIMD2<Double>, _ end: SIMD2<Double>) {
        constant = start
        linear = (control1 - start) * 3
        square = (control2 - control1) * 3 - linear
        cube = end - start - linear - square
    }

    /// Displacement from the curve at the parameter `t` to `sample`.
    @inline(__always)
    func offset(of sample: SIMD2<Double>, at t: Double) -> SIMD2<Double> {
        sample - (((cube * t + square) * t + linear) * t + constant)
    }

    /// A parameter whose point is nearer to the sample than that of `t`, from which it lies off by `offset`: one Newton step on the
    /// derivative of the squared distance, kept within 0…1. Where the step would lead to a maximum, `t` itself.
    @inline(__always)
    func nearerParameter(than t: Double, offset: SIMD2<Double>) -> Double {
        let slope = (cube * (3 * t) + square * 2) * t + linear
        let bend = cube * (6 * t) + square * 2
        let curvature = (slope * slope).sum() - (offset * bend).sum()
        guard curvature > 0 else { return t }
        return min(max(t + (offset * slope).sum() / curvature, 0), 1)
    }
}
