import Ink

/// How a recognised stroke is made, seen from all the others: they tell where it belongs and how large it should be, so that it
/// can't excuse itself.
struct StrokeFaults {
    /// Squared deviations, in standard deviations: of the middle, of the line from beginning to end, of the bends.
    let deviations: SIMD3<Double>
    /// By how much likelier it is that only a part of the stroke was written, as a price; positive where it is.
    let partness: Double
    /// How much longer the stroke is than it should be, as a factor of the distance from its beginning to its end.
    let stretch: Double
    /// How far round a ring was begun elsewhere, as a share of the whole ring: 0…½.
    let turn: Double

    /// - Parameters:
    ///   - placement: where the reference lies as all other strokes have it.
    init(_ item: PreparedCharacter.Item, written: Moments, placement: Placement) {
        let laid = LaidStroke(item, by: placement)
        let cost = PairCost(written: written, laid: laid, reversed: false)
        deviations = cost.deviations
        let steps = min(cost.form, item.forms.count + 1 - cost.form)
        turn = !item.isRing ? 0 : Double(steps * PreparedCharacter.Item.turnStep) / Double(Outline.count - 1)
        var least = Double.infinity
        if !item.isRing {
            for part in item.parts {
                let partial = PairCost(
                    written: written, laid: LaidStroke(part, of: item, by: placement), reversed: false)
                least = min(least, partial.total)
            }
        }
        partness = cost.total - least
        let course = Point(laid.moments.x[1], laid.moments.y[1]).length
        stretch = course > 0 ? Point(written.x[1], written.y[1]).length / course : 1
    }
}
