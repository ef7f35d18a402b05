internal import Ink

/// How a hand moves along a line: where the pen is at any share of the stroke's time.
///
/// Two laws of handwriting together. Over the whole stroke the pen sets off and stops with the least jerk (Flash and Hogan 1985:
/// 10u³ − 15u⁴ + 6u⁵). Within it, it is slower where the line bends (Lacquaniti, Terzuolo and Viviani 1983: speed is proportional
/// to curvature^−⅓), so that it all but halts at a corner.
struct HandMotion: Sendable {
    private let line: Polyline
    /// The time that the bends take up to each point of `line`: distance, stretched where it is bent.
    private let strain: [Double]

    /// Two bends closer than this are one to the hand, as a share of the frame's side.
    private static let window = 0.02
    /// Curvature (per side of the frame) at which the pen is slowed to 1/∛2 of its speed on a straight line.
    private static let straightness = 3.0

    /// The motion along a line of some length, in the unit square.
    init(along points: [Point]) {
        let whole = Polyline(points)
        line = whole.resampled(count: max(8, Int(whole.length / 0.004) + 2))
        var strain = [0.0]
        strain.reserveCapacity(line.points.count)
        for index in 1..<line.points.count {
            let middle = (line.distances[index - 1] + line.distances[index]) / 2
            let slowness = Self.cubeRoot(1 + Self.curvature(of: line, at: middle) / Self.straightness)
            strain.append(strain[index - 1] + (line.distances[index] - line.distances[index - 1]) * slowness)
        }
        self.strain = strain
    }

    /// The length that the stroke would have if it took the same time without bends.
    var effort: Double { strain[strain.count - 1] }

    /// Where the pen is at `count` + 1 equal steps of the stroke's time, from its beginning to its end.
    func places(count: Int) -> [Point] {
        var next = 1
        return (0...count).map { index in
            let u = Double(index) / Double(count)
            let wanted = effort * (u * u * u * (10 + u * (6 * u - 15)))
            while next < strain.count - 1, strain[next] < wanted { next += 1 }
            let piece = strain[next] - strain[next - 1]
            let share = piece > 0 ? min(max((wanted - strain[next - 1]) / piece, 0), 1) : 0
            return line.points[next - 1].interpolated(to: line.points[next], at: share)
        }
    }

    /// How much the direction turns about a place, per length.
    private static func curvature(of line: Polyline, at distance: Double) -> Double {
        let before = line.point(at: distance - window), here = line.point(at: distance),
            after = line.point(at: distance + window)
        guard before != here, after != here else { return 0 }
        return ((after - here).unit - (here - before).unit).length / window
    }

    /// ∛x for x of 1 and more by Newton's method: the same bits everywhere.
    static func cubeRoot(_ x: Double) -> Double {
        var root = x > 8 ? x / 4 : 1 + (x - 1) / 4
        for _ in 0..<24 { root -= (root - x / (root * root)) / 3 }
        return root
    }
}
