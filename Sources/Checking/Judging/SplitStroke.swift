import Ink

/// Two written strokes taken for one that was written in two movements.
struct SplitStroke {
    private let moments: Moments
    private let gap: Double

    init(_ first: InkLine, _ second: InkLine) {
        moments = Moments(Outline(Array(first.points) + second.points))
        gap = first.end.distance(to: second.start)
    }

    /// The price of being an item: of the whole line, and of the leap between the two halves.
    func price(as laid: borrowing LaidStroke) -> Double {
        let leap = gap / (Tuning.splitFloor + Tuning.splitShare * laid.length)
        let cost = PairCost(written: moments, laid: laid, reversed: false)
        return cost.total + leap * leap / 2
    }
}
