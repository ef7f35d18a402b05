/// Turns the samples of a stroke, one by one, into cubic Béziers, while the stroke is being written.
///
/// - Every sample lies within `tolerance` of the committed curve, as it is sent: control points are on a `ControlGrid`.
/// - A committed segment never changes. Each begins exactly where the one before ended.
/// - Where the ink is smooth, neighbours share their tangent (G1, up to the rounding of the grid); where it turns by more than 60°
///   within two tolerances, there is a corner, and a segment ends there.
/// - The segments are a pure function of the sequence of samples. Arithmetic is +, −, ×, ÷ and √.
/// - A sample costs bounded work, however long the stroke: at most `FitWindow.capacity` samples are pending.
///
/// How: pending samples are tried with one cubic (chord-length parameters, least squares for the handles, Newton steps on the parameters) when
/// their number has doubled, so that a segment of n samples is fitted about log₂ n times. When that fails, the longest prefix
/// that passes is found by bisection and committed. The tangent at a joint is taken from the samples on *both* sides; this is why a
/// sample waits until the pen is two tolerances further before a segment may end there.
///
/// It is not copyable because its 1.5 KB belong to one session and should be changed in place.
public struct StrokeFitter: ~Copyable, Sendable {
    /// The largest distance between a sample and the committed curve, in the samples' unit.
    public let tolerance: Double
    /// Where committed control points lie.
    public let grid: ControlGrid

    /// A sample nearer than this to the latest one taken in is left out; the others are held to a tolerance that is smaller by as
    /// much, which by the triangle inequality covers it.
    let squaredNearness: Double
    let squaredLimit: Double
    /// How far to look on either side for a corner; tangents look three quarters as far.
    let squaredReach: Double

    var window = FitWindow()
    /// Where the next segment begins: the end of the last one, on the grid.
    var start = SIMD2<Double>.zero
    /// Unit direction in which the next segment begins, zero where it is free.
    var direction = SIMD2<Double>.zero
    /// Next sample to be examined for a corner.
    var probe = 1
    /// Sharpest sample of the turn under examination (0: none), and its signed squared cosine.
    var turn = 0
    var turnCosine = 1.0
    /// Sample that is a corner for certain, 0 where there is none.
    var corner = 0
    /// Longest prefix known to fit (0: none), its curve, and when to try a longer one.
    var fitted = 0
    var fittedCurve = CubicSegment(start: .zero, control1: .zero, control2: .zero, end: .zero)
    var nextTry = Self.firstTry
    /// Whether the stroke has committed anything.
    var hasCommitted = false
    /// How often a sample was looked at: what the cost of a stroke is measured by in tests.
    var examinations = 0

    static var firstTry: Int { 6 }

    /// The share of the frame's longer side that is tolerated by default.
    public static var defaultTolerance: Double { 0.005 }

    /// A fitter that waits for the first sample of a stroke.
    ///
    /// - Parameter tolerance: positive, and small against 10¹⁵⁰ as all coordinates (their squares must be finite).
    public init(tolerance: Double) {
        precondition(tolerance > 0 && tolerance.isFinite, "the tolerance of a fit is a positive number")
        self.tolerance = tolerance
        grid = ControlGrid(tolerance: tolerance)
        let nearness = tolerance / 16
        squaredNearness = nearness * nearness
        // A millionth less: the sums below are rounded, what is promised is not.
        squaredLimit = (tolerance - nearness) * (tolerance - nearness) * (1 - 1e-6)
        squaredReach = 4 * tolerance * tolerance
    }

    /// A fitter with the default tolerance for ink in a frame.
    public init(frame: Frame) {
        self.init(tolerance: frame.side * Self.defaultTolerance)
    }

    /// Forgets the stroke, finished or not, and waits for the first sample of another one.
    public mutating func begin() {
        window.removeAll()
        direction = .zero
        probe = 1
        turn = 0
        turnCosine = 1
        corner = 0
        fitted = 0
        nextTry = Self.firstTry
        hasCommitted = false
        examinations = 0
    }

    /// The samples that no committed segment covers yet; where there is one, its end comes first.
    public func pendingPoints() -> [Point] {
        var pending: [Point] = []
        for index in 0..<window.count {
            let place = window.points[index]
            pending.append(Point(place.x, place.y))
        }
        return pending
    }

    /// Takes in where the pen is now. The answer is the segment that has become certain by it, if any.
    public mutating func add(_ point: Point) -> CubicSegment? {
        let position = SIMD2(point.x, point.y)
        guard window.count > 0 else {
            window.begin(at: position)
            start = grid.rounded(position)
            return nil
        }
        let squaredStep = squaredLength(position - window.points[window.count - 1])
        guard squaredStep > squaredNearness else { return nil }
        window.append(position, distance: squaredStep.squareRoot())
        examineTurns()
        if corner > 0 { return commit(longestUpTo: corner, isFree: true) }
        // A sample that may turn out to be a corner ends no segment yet.
        let settled = max(turn > 0 ? turn : probe - 1, 1)
        if window.isFull { return commit(longestUpTo: settled, isFree: false) }
        return settled < nextTry || fits(settled, isFree: false) ? nil : commit(longestBelow: settled)
    }

    /// Ends the stroke: to be called until it answers nil. A stroke that never left its first place is one segment with all points alike.
    public mutating func finish() -> CubicSegment? {
        if window.count <= 1 {
            guard window.count == 1, !hasCommitted else { return nil }
            hasCommitted = true
            let tap = Point(start.x, start.y)
            return CubicSegment(start: tap, control1: tap, control2: tap, end: tap)
        }
        if corner == 0 { declareCorner() }
        return commit(longestUpTo: corner > 0 ? corner : window.count - 1, isFree: true)
    }
}
