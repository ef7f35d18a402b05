/// Sines and cosines out of additions and multiplications, so that a library's digest does not depend on a processor's own.
enum Angle {
    /// Sine and cosine of an angle in degrees, to the last or last but one bit; multiples of 90° exactly.
    static func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
        let turned = degrees.remainder(dividingBy: 360)
        let quarters = (turned / 90).rounded()
        let rest = (turned - 90 * quarters) * Double.pi / 180
        let (sine, cosine) = (series(rest, first: rest, from: 1), series(rest, first: 1, from: 0))
        return switch Int(quarters) & 3 {
        case 0: (sine, cosine)
        case 1: (cosine, -sine)
        case 2: (-sine, -cosine)
        default: (-cosine, sine)
        }
    }

    /// Taylor's series of sine or cosine, for angles up to π/4: ten terms leave less than 1e-20.
    private static func series(_ angle: Double, first: Double, from degree: Double) -> Double {
        var sum = 0.0, term = first, place = degree
        for _ in 0..<10 {
            sum += term
            term *= -angle * angle / ((place + 1) * (place + 2))
            place += 2
        }
        return sum
    }
}
