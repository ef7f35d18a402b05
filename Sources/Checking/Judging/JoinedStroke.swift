import Ink

/// A written stroke cut at every possible place: what two strokes in one movement are recognised by.
struct JoinedStroke {
    /// How many equal steps the stroke is divided into.
    private static let steps = 24
    /// The shortest piece that can be a stroke, in steps.
    private static let shortest = 2

    /// The stroke from its beginning to each step, nil where that is too short, and from each step to its end.
    private var beginnings: [Moments?] = []
    private var ends: [Moments?] = []
    /// Where each step lies.
    private var places: [Point] = []
    private let step: Double

    init(_ line: InkLine) {
        let whole = Polyline(Array(line.points))
        step = whole.length / Double(Self.steps)
        for index in 0...Self.steps {
            let distance = step * Double(index)
            places.append(whole.point(at: distance))
            beginnings.append(index < Self.shortest ? nil : Self.moments(of: whole, from: 0, through: distance))
            ends.append(
                index > Self.steps - Self.shortest
                    ? nil : Self.moments(of: whole, from: distance, through: whole.length))
        }
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
