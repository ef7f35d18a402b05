internal import Ink

/// What a synthetic writer is about to write: the reference's strokes in order, with the mistakes made in them, still without a hand's
/// unsteadiness.
struct WritingPlan: Equatable, Sendable {
    /// One line of the pen in the unit square.
    struct Stroke: Equatable, Sendable {
        var points: [Point]
        var references: [Int]
        var isReversed = false
    }

    private(set) var strokes: [Stroke]

    /// The strokes of `character` with mistakes made one after the other.
    init(_ character: ReferenceCharacter, mistakes: [WritingMistake], using generator: inout SplitMix64) {
        strokes = character.standardStrokes.enumerated().map { Stroke(points: $1.points, references: [$0]) }
        for mistake in mistakes { make(mistake, using: &generator) }
    }

    private mutating func make(_ mistake: WritingMistake, using generator: inout SplitMix64) {
        switch mistake {
        case .swap(let first, let second):
            strokes.swapAt(place(of: first), place(of: second))
        case .reverse(let stroke):
            let place = place(of: stroke)
            strokes[place].points.reverse()
            strokes[place].isReversed.toggle()
        case .drop(let stroke):
            strokes.remove(at: place(of: stroke))
        case .extra(let before):
            strokes.insert(Self.stray(using: &generator), at: min(max(before, 0), strokes.count))
        case .join(let stroke):
            let place = place(of: stroke)
            precondition(place + 1 < strokes.count, "the last stroke has no next one to be joined to")
            let next = strokes.remove(at: place + 1)
            strokes[place].points += next.points
            strokes[place].references += next.references
        case .cutShort(let stroke, let share):
            let place = place(of: stroke)
            let line = Polyline(strokes[place].points)
            strokes[place].points = line.prefix(through: line.length * min(max(share, 0.01), 1)).points
        }
    }

    /// Where in the order a reference stroke is written.
    private func place(of reference: Int) -> Int {
        guard let place = strokes.firstIndex(where: { $0.references.contains(reference) }) else {
            preconditionFailure("stroke \(reference) is not written")
        }
        return place
    }

    /// A slightly bent line across a good part of the box, in any direction.
    private static func stray(using generator: inout SplitMix64) -> Stroke {
        func corner() -> Point { Point(0.15 + 0.7 * generator.uniform(), 0.15 + 0.7 * generator.uniform()) }
        let start = corner()
        var end = corner()
        while start.distance(to: end) < 0.3 { end = corner() }
        let along = end - start
        let bend = Point(-along.y, along.x) * (0.1 * generator.bounded())
        let curve = CubicSegment(
            start: start, control1: start + along * (1.0 / 3) + bend, control2: start + along * (2.0 / 3) + bend,
            end: end)
        return Stroke(points: (0...16).map { curve.point(at: Double($0) / 16) }, references: [])
    }
}
