import Ink

/// What every written stroke costs as every item of a character, for one placement of the reference.
struct CostTable {
    /// The items, mapped into the learner's unit square.
    let laid: [Outline]
    private let placement: Placement
    private let costs: [PairCost]
    private let written: [Outline]

    init(_ character: PreparedCharacter, written: [Outline], placement: Placement) {
        self.placement = placement
        self.written = written
        laid = character.items.map { $0.outline.mapped(by: placement) }
        let variances = character.items.map { placement.variance(at: $0.outline.centre) }
        var costs: [PairCost] = []
        costs.reserveCapacity(written.count * laid.count)
        for stroke in written {
            for item in laid.indices {
                costs.append(PairCost(written: stroke, laid: laid[item], variance: variances[item]))
            }
        }
        self.costs = costs
    }

    /// A written stroke as an item.
    subscript(stroke: Int, item: Int) -> PairCost { costs[stroke * laid.count + item] }

    /// A written stroke as two items in one movement.
    func merged(_ stroke: Int, _ first: Int, _ second: Int) -> PairCost {
        PairCost(joined: JoinedOutline(laid[first], laid[second]), other: written[stroke])
    }

    /// Two written strokes as one item that was written in two movements.
    func split(_ first: Int, _ second: Int, _ item: Int) -> PairCost {
        let joined = JoinedOutline(written[first], written[second])
        var cost = PairCost(joined: joined, other: laid[item])
        let gap = joined.gap / (Tuning.lengthFloor + Tuning.splitGap * laid[item].length)
        cost.position += gap * gap / 2
        return cost
    }
}
