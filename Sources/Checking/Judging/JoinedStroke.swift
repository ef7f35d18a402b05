import Ink

/// A written stroke cut at every possible place: what two strokes in one movement are recognised by. Confined to the verdict on one
/// stroke.
final class JoinedStroke {
    /// How many equal steps the stroke is divided into.
    private static let steps = 24
    /// The shortest piece that can be a stroke, in steps.
    private static let shortest = 2

    private let line: Polyline
    private let step: Double
    /// The stroke from its beginning to each step, nil where that is too short.
    private let beginnings: [Moments?]
    /// The stroke from each step to its end, likewise. Most strokes begin like none that could be joined: nobody looks at their ends.
    private lazy var ends: [Moments?] = (0...Self.steps).map { index in
        index > Self.steps - Self.shortest
            ? nil : Self.moments(of: line, from: step * Double(index), through: line.length)
    }
    /// Where each step lies.
    private lazy var places: [Point] = (0...Self.steps).map { line.point(at: step * Double($0)) }

    init(_ ink: InkLine) {
        let line = Polyline(Array(ink.points))
        let step = line.length / Double(Self.steps)
        beginnings = (0...Self.steps).map { index in
            index < Self.shortest ? nil : Self.moments(of: line, from: 0, through: step * Double(index))
        }
        self.line = line
        self.step = step
    }

    /// The moments of a piece of a line.
    private static func moments(of line: Polyline, from begin: Double, through end: Double) -> Moments {
        let step = (end - begin) / Double(Outline.count - 1)
        var place = 0
        return Moments { line.point(at: begin + step * Double($0), after: &place) }
    }

    /// Where it is one stroke, then the pen's way to another, then that one.
    struct Cut {
        var price: Double
        var beginning: Moments
        var end: Moments
    }

    /// The likeliest place to cut it between two strokes.
    func cut(_ first: borrowing LaidStroke, _ second: borrowing LaidStroke) -> Cut {
        cut(first, second, cheaperThan: .infinity)!
    }

    /// The likeliest place to cut it between two strokes; nil where it is plain that none costs less than a limit.
    func cut(_ first: borrowing LaidStroke, _ second: borrowing LaidStroke, cheaperThan limit: Double) -> Cut? {
        let starts = Self.prices(beginnings, as: first)
        guard starts.contains(where: { $0 < limit }) else { return nil }
        let rests = Self.prices(ends, as: second)
        var best = Double.infinity
        var place = (from: Self.shortest, to: Self.shortest)
        for from in starts.indices where starts[from] < best {
            for to in from..<rests.count where starts[from] + rests[to] < best {
                let price = starts[from] + rests[to] + detour(from, to)
                if price < best {
                    best = price
                    place = (from, to)
                }
            }
        }
        return Cut(price: best, beginning: beginnings[place.from]!, end: ends[place.to]!)
    }

    /// What each piece costs as a stroke.
    private static func prices(_ pieces: [Moments?], as laid: borrowing LaidStroke) -> [Double] {
        pieces.map { $0.map { PairCost(written: $0, laid: laid, reversed: false).total } ?? .infinity }
    }

    /// What the way between the two strokes costs where it is not straight.
    private func detour(_ from: Int, _ to: Int) -> Double {
        let distance = places[from].distance(to: places[to])
        let detour = (step * Double(to - from) - distance) / (Tuning.detourFloor + Tuning.detourShare * distance)
        return detour * detour / 2
    }
}
