import Ink

/// Angles without libm, whose last bits depend on the processor.
enum Angle {
    /// The angle of a direction in degrees, clockwise on screen from the right, −180…180; within 0.001.
    static func degrees(x: Double, y: Double) -> Double {
        let most = max(abs(x), abs(y))
        guard most > 0 else { return 0 }
        var angle = arctangent(min(abs(x), abs(y)) / most)
        if abs(y) > abs(x) { angle = 90 - angle }
        if x < 0 { angle = 180 - angle }
        return y < 0 ? -angle : angle
    }

    /// Of 0…1, in degrees: Abramowitz and Stegun 4.4.49.
    private static func arctangent(_ t: Double) -> Double {
        let s = t * t
        let polynomial = 0.9998660 + s * (-0.3302995 + s * (0.1801410 + s * (-0.0851330 + s * 0.0208351)))
        return t * polynomial * degreesPerRadian
    }

    private static let degreesPerRadian = 57.29577951308232
}
