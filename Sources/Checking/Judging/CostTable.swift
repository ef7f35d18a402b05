import Ink

/// What every written stroke costs as every item of a character, for one placement of the reference.
struct CostTable {
    private let laid: [LaidStroke]
    private let costs: [PairCost]

    init(_ character: PreparedCharacter, written: [InkLine], placement: Placement) {
        let laid = character.items.map { LaidStroke($0, by: placement) }
        self.laid = laid
        var costs: [PairCost] = []
        costs.reserveCapacity(written.count * laid.count)
        for stroke in written {
            for item in laid.indices { costs.append(PairCost(written: stroke.moments, laid: laid[item])) }
        }
        self.costs = costs
    }

    /// A written stroke as an item.
    subscript(stroke: Int, item: Int) -> PairCost { costs[stroke * laid.count + item] }

    /// A written stroke as two items in one movement; nil where it is plain that this costs no less than a limit.
    func merged(_ stroke: JoinedStroke, _ first: Int, _ second: Int, cheaperThan limit: Double) -> Double? {
        stroke.cut(laid[first], laid[second], cheaperThan: limit)?.price
    }

    /// Two written strokes as one item that was written in two movements.
    func split(_ halves: SplitStroke, _ item: Int) -> Double { halves.price(as: laid[item]) }
}
