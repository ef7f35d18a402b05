import Ink

/// How a recognised stroke is made, seen from all the others: they tell where it belongs and how large it should be, so that it
/// can't excuse itself.
struct StrokeFaults {
    /// Squared deviations, in standard deviations: of the middle, of the line from beginning to end, of the bends.
    let deviations: SIMD3<Double>
    /// What speaks for a stroke that stops part of the way, goes too far, or is out of its place.
    let misfit: Misfit
    /// How much of the reference's main bend is there, in the stroke's own scale: 1 all of it or more, and where that one is straight.
    let bend: Double
    /// How far round a ring was begun elsewhere, as a share of the whole ring: 0…½.
    let turn: Double

    /// - Parameters:
    ///   - placement: where the reference lies as all other strokes have it.
    init(_ item: PreparedCharacter.Item, written ink: InkLine, placement: Placement) {
        let written = ink.moments
        let laid = LaidStroke(item, by: placement)
        let cost = PairCost(written: written, laid: laid, reversed: false)
        deviations = cost.deviations
        bend = item.bend(form: cost.form)?.mapped(by: placement.map).share(in: ink.outline) ?? 1
        let steps = min(cost.form, item.forms.count + 1 - cost.form)
        turn = !item.isRing ? 0 : Double(steps * PreparedCharacter.Item.turnStep) / Double(Outline.count - 1)
        misfit =
            item.isRing || ink.isDot
            ? .none
            : Misfit(
                item, written: ink, placement: placement,
                partness: cost.total - Self.leastPart(item, laid, written, placement))
    }

    /// What the likeliest part of the stroke costs.
    private static func leastPart(
        _ item: PreparedCharacter.Item, _ whole: borrowing LaidStroke, _ written: Moments, _ placement: Placement
    ) -> Double {
        var least = Double.infinity
        for part in item.parts {
            let laid = LaidStroke(part, of: whole, by: placement)
            least = min(least, PairCost(written: written, laid: laid, reversed: false).total)
        }
        return least
    }
}
