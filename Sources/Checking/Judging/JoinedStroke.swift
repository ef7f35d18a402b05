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
        let whole = Polyline(line.points)
        step = whole.length / Double(Self.steps)
        for index in 0...Self.steps {
            let distance = step * Double(index)
            places.append(whole.point(at: distance))
            beginnings.append(index < Self.shortest ? nil : Moments(Outline(whole.prefix(through: distance).points)))
            ends.append(
                index > Self.steps - Self.shortest ? nil : Moments(Outline(Self.suffix(of: whole, from: distance))))
        }
    }

    private static func suffix(of line: Polyline, from distance: Double) -> [Point] {
        let first = line.distances.firstIndex { $0 > distance } ?? line.points.count - 1
        return [line.point(at: distance)] + line.points[first...]
    }

    /// Where it is one stroke, then the pen's way to another, then that one.
    struct Cut {
        var price: Double
        var beginning: Moments
        var end: Moments
    }

    /// The likeliest place to cut it between two strokes.
    func cut(_ first: LaidStroke, _ second: LaidStroke) -> Cut {
        let starts = beginnings.map {
            $0.map { PairCost(written: $0, laid: first, reversed: false).total } ?? .infinity
        }
        let rests = ends.map { $0.map { PairCost(written: $0, laid: second, reversed: false).total } ?? .infinity }
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

    /// What the way between the two strokes costs where it is not straight.
    private func detour(_ from: Int, _ to: Int) -> Double {
        let distance = places[from].distance(to: places[to])
        let detour = (step * Double(to - from) - distance) / (Tuning.detourFloor + Tuning.detourShare * distance)
        return detour * detour / 2
    }
}
