import Ink

/// A hook or a sweep with which a reference stroke ends: the techniques that are part of a stroke and that hasty writers leave out.
///
/// Found in the shape of the reference alone: a short last piece that turns back or up is a hook (亅, 乚), a last third that bends away
/// gently is a sweep (the first stroke of 月). Other pieces behind a turn are legs of the stroke (ㄱ, ㄴ), which its shape is judged by.
struct StrokeEnding: Sendable, Equatable {
    /// Which technique it is.
    enum Technique: Sendable {
        case hook, sweep
    }

    /// Which technique it is.
    let technique: Technique
    /// The way from where the ending begins to the stroke's end, in the unit square.
    let way: Point
    /// The part of it that lies across the stroke's course.
    private let across: Point

    /// Hooks end within this share of the stroke and this far from the turn.
    private static let hookShare = 0.35
    private static let longestHook = 0.2
    private static let shortestHook = 0.025
    /// cos 60°: the least turn before a hook.
    private static let hookCosine = 0.5
    /// A hook goes up by at least 30°, or else turns back by more than 110°.
    private static let upward = -0.5
    private static let backward = -0.342
    /// Over how much of the line a turn may go, to either side.
    private static let turnReach = 0.03
    /// A sweep reaches at least this far to its side, and at least this share of its own length.
    private static let shortestSweep = 0.04
    private static let sweepSlope = 0.25
    /// cos 25°: a course that bends farther before the last third is a curve all along.
    private static let straightCosine = 0.9
    /// cos 40°: a sharper turn is a corner.
    private static let gentleCosine = 0.77
    /// cos 60°: a last third that turns farther is a leg (七).
    private static let sweepCosine = 0.5

    /// The ending of a reference stroke, nil where it simply stops.
    init?(_ points: [Point]) {
        let line = Polyline(points)
        if let hook = Self.hook(line) {
            self = hook
        } else if let sweep = Self.sweep(line) {
            self = sweep
        } else {
            return nil
        }
    }

    private init(_ technique: Technique, way: Point, course: Point) {
        self.technique = technique
        self.way = way
        across = way - course * way.dot(course)
    }

    private static func hook(_ line: Polyline) -> StrokeEnding? {
        let length = line.length
        var sharpest = hookCosine, corner: Double?
        for step in stride(from: 1.0, to: 64, by: 1) {
            let place = length * (1 - step / 64)
            guard length - place <= min(hookShare * length, longestHook) else { break }
            let here = line.point(at: place)
            let way = (here - line.point(at: place - turnReach)).unit
            let on = (line.point(at: min(place + turnReach, length)) - here).unit
            if length - place >= shortestHook, way.dot(on) < sharpest { (sharpest, corner) = (way.dot(on), place) }
        }
        guard let corner else { return nil }
        let turn = line.point(at: corner)
        let course = (turn - line.point(at: corner - max(2 * turnReach, 0.25 * corner))).unit
        let hook = line.point(at: length) - turn
        guard hook.unit.y < upward || hook.unit.dot(course) < backward else { return nil }
        return StrokeEnding(.hook, way: hook, course: course)
    }

    private static func sweep(_ line: Polyline) -> StrokeEnding? {
        let length = line.length
        let begin = line.point(at: 0.15 * length), middle = line.point(at: 0.4 * length),
            turn = line.point(at: 0.65 * length)
        guard (middle - begin).unit.dot((turn - middle).unit) >= straightCosine, isGentle(line) else { return nil }
        let course = (turn - begin).unit
        let tail = line.point(at: length) - turn
        guard tail.unit.dot(course) >= sweepCosine else { return nil }
        let ending = StrokeEnding(.sweep, way: tail, course: course)
        return ending.across.length >= max(shortestSweep, sweepSlope * 0.35 * length) ? ending : nil
    }

    /// Whether the last part of a line has no corner.
    private static func isGentle(_ line: Polyline) -> Bool {
        for step in stride(from: 36.0, to: 62, by: 1) {
            let place = line.length * step / 64
            let here = line.point(at: place)
            let way = here - line.point(at: place - turnReach), on = line.point(at: place + turnReach) - here
            if way.unit.dot(on.unit) < gentleCosine { return false }
        }
        return true
    }
}

extension StrokeEnding {
    /// How much of the ending a written stroke has: 1 all of it, 0 or less none.
    ///
    /// - Parameters:
    ///   - line: the written stroke, in the learner's unit square.
    ///   - map: how the reference lies on it.
    func share(of line: DrawnLine, _ map: AffineMap) -> Double {
        guard line.count > 2 else { return 1 }
        switch technique {
        case .hook:
            // Back along the hook, or only to its side: either is one.
            let way = map.applyLinear(way), across = map.applyLinear(across)
            let back = Self.comeback(of: line, along: way, within: 2.5 * way.length)
            return across.length < way.length / 2
                ? back : max(back, Self.comeback(of: line, along: across, within: 2.5 * way.length))
        case .sweep:
            func place(_ share: Double) -> Point { line[Int(Double(line.count - 1) * share)].position }
            let course = (place(0.65) - place(0.15)).unit
            let across = map.applyLinear(across)
            let side = (across - course * across.dot(course)).unit
            return (place(1) - place(0.65)).dot(side) / max(across.length, 1e-6)
        }
    }

    /// How far the pen has come along `way` within the last stretch of a line, as a share of the way's length.
    private static func comeback(of line: DrawnLine, along way: Point, within stretch: Double) -> Double {
        let end = line[line.count - 1].position, direction = way.unit
        var most = 0.0, passed = 0.0, index = line.count - 1
        while index > 0, passed < stretch {
            passed += line[index].position.distance(to: line[index - 1].position)
            index -= 1
            most = max(most, (end - line[index].position).dot(direction))
        }
        return most / max(way.length, 1e-6)
    }
}
