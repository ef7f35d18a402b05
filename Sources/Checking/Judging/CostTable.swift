import Ink

/// What every written stroke costs as every item of a character, for one placement of the reference.
struct CostTable {
    private let character: PreparedCharacter
    private let placement: Placement
    /// Of each stroke as each item, stroke by stroke.
    private let prices: [Double]
    /// Whether it fits better from its end, likewise.
    private let reversals: [Bool]

    init(_ character: PreparedCharacter, written: [InkLine], placement: Placement) {
        self.character = character
        self.placement = placement
        let count = character.items.count
        var prices = [Double](repeating: 0, count: written.count * count)
        var reversals = [Bool](repeating: false, count: written.count * count)
        for item in 0..<count {
            let laid = LaidStroke(character.items[item], by: placement)
            for stroke in written.indices {
                let cost = PairCost(written: written[stroke].moments, laid: laid)
                prices[stroke * count + item] = cost.total
                reversals[stroke * count + item] = cost.isReversed
            }
        }
        self.prices = prices
        self.reversals = reversals
    }

    /// The price of a written stroke as an item.
    func price(_ stroke: Int, _ item: Int) -> Double { prices[stroke * character.items.count + item] }

    /// Whether a written stroke fits an item better from its end to its beginning.
    func isReversed(_ stroke: Int, _ item: Int) -> Bool { reversals[stroke * character.items.count + item] }

    /// A written stroke as two items in one movement; nil where it is plain that this costs no less than a limit.
    func merged(_ stroke: JoinedStroke, _ first: Int, _ second: Int, cheaperThan limit: Double) -> Double? {
        stroke.cut(laid(first), laid(second), cheaperThan: limit)?.price
    }

    /// Two written strokes as one item that was written in two movements.
    func split(_ halves: SplitStroke, _ item: Int) -> Double { halves.price(as: laid(item)) }

    private func laid(_ item: Int) -> LaidStroke { LaidStroke(character.items[item], by: placement) }
}
