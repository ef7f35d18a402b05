public import Characters
import Ink

/// Holds how one library has a character written against how another has it.
///
/// Strokes are recognised by where they run when both characters fill the same box: drawings of different hands differ in shape and proportion,
/// and only a clear difference in order or direction is one.
public struct WritingComparison {
    /// How many combinations of accepted ways are looked through.
    private static let mostWays = 64
    /// A stroke is drawn from the other end where that brings it nearer by this factor.
    private static let clearlyReversed = 0.6
    /// Strokes come in another order where that brings them nearer by this factor.
    private static let clearlyOtherwise = 0.6

    /// What `second` has otherwise than `first`; nothing where one of them accepts what is the other's standard.
    public static func differences(_ first: ReferenceCharacter, _ second: ReferenceCharacter) -> [WritingDifference] {
        let one = ways(of: first), other = ways(of: second)
        let differences = differences(one[0], other[0])
        guard !differences.isEmpty else { return [] }
        let isAccepted =
            one.dropFirst().contains { Self.differences($0, other[0]).isEmpty }
            || other.dropFirst().contains { Self.differences(one[0], $0).isEmpty }
        return isAccepted ? [] : differences
    }

    /// The accepted ways of writing a character, the standard one first, as strokes in their order.
    private static func ways(of character: ReferenceCharacter) -> [[Outline]] {
        var ways: [[Outline]] = [[]]
        for part in character.parts {
            let ofPart = part.alternatives.flatMap { alternative in
                let outlines = alternative.strokes.map { Outline($0.points) }
                return alternative.orders.map { order in order.map { outlines[$0] } }
            }
            ways = ways.flatMap { before in ofPart.map { before + $0 } }
            ways = Array(ways.prefix(mostWays))
        }
        return ways.map(filled)
    }

    /// The strokes laid so that their box has its centre at 0 and its longer side is 1.
    private static func filled(_ outlines: [Outline]) -> [Outline] {
        let bounds = Bounds(outlines.map(\.bounds))
        let centre = bounds.low.interpolated(to: bounds.high, at: 0.5), scale = 1 / max(bounds.extent, 1e-6)
        return outlines.map { outline in Outline(outline.line.map { ($0 - centre) * scale }) }
    }

    private static func differences(_ first: [Outline], _ second: [Outline]) -> [WritingDifference] {
        guard first.count == second.count else { return [.count(first.count, second.count)] }
        let pairs = first.map { one in second.map { Pair(one, $0) } }
        let order = order(pairs)
        let reversed = order.indices.filter { pairs[order[$0]][$0].isReversed }.map { order[$0] + 1 }
        return (order == Array(first.indices) ? [] : [.order(order.map { $0 + 1 })])
            + (reversed.isEmpty ? [] : [.direction(reversed.sorted())])
    }

    /// For each place in the second's order the first's stroke that is written there.
    private static func order(_ pairs: [[Pair]]) -> [Int] {
        let listed = Array(pairs.indices)
        var solver = AssignmentSolver()
        let columns = solver.columnOfRow(
            columns: pairs.count, alone: pairs.map { _ in 100 }, cost: pairs.flatMap { $0.map(\.distance) })
        var order = listed
        for (row, column) in columns.enumerated() { if let column { order[column] = row } }
        let moved = listed.filter { order[$0] != $0 }
        let asListed = moved.reduce(0) { $0 + pairs[$1][$1].distance }
        let asFound = moved.reduce(0) { $0 + pairs[order[$1]][$1].distance }
        return asFound < clearlyOtherwise * asListed ? order : listed
    }

    /// A stroke of each.
    private struct Pair {
        /// Mean distance of places along them, in sides of the box, from whichever end is nearer.
        let distance: Double
        let isReversed: Bool

        init(_ one: Outline, _ other: Outline) {
            let count = Double(Outline.count)
            let forward = (0..<Outline.count).reduce(0) { $0 + one.places[$1].distance(to: other.places[$1]) } / count
            let back =
                (0..<Outline.count).reduce(0) {
                    $0 + one.places[$1].distance(to: other.places[Outline.count - 1 - $1])
                } / count
            if one.isClosed, other.isClosed {
                // A ring may begin anywhere; which way round it goes is in the sign of its area. That of an 8 has none to speak of.
                distance = one.centre.distance(to: other.centre)
                let areas = (Self.area(one), Self.area(other))
                isReversed = areas.0 * areas.1 < 0 && min(abs(areas.0), abs(areas.1)) > Self.leastArea
            } else {
                distance = min(forward, back)
                isReversed = back < WritingComparison.clearlyReversed * forward
            }
        }

        /// Of a ring of a tenth of the box's side, in the box's own unit, twice.
        private static let leastArea = 0.015

        private static func area(_ ring: Outline) -> Double {
            (1..<Outline.count).reduce(0) { $0 + ring.places[$1 - 1].cross(ring.places[$1]) }
        }
    }
}
