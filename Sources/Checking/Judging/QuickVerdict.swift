import Ink

/// The verdict on a stroke that is beyond doubt one that was due, reached without judging all strokes anew.
///
/// So a hand that writes what it should is answered in microseconds. Any doubt (an earlier stroke that is not what it should be, another
/// stroke of the reference that comes near, a bad fit) leaves it to `Judge`, which looks at everything; and at the character's end all
/// strokes are judged together in any case.
struct QuickVerdict {
    /// What is believed with the stroke.
    let judgement: Judgement
    /// How the stroke is made.
    let status: StrokeVerdict.Status
    /// What the stroke, or one before it, should be to the other and is not.
    let relations: RelationReading
    /// What speaks for its being only a part of the stroke.
    let misfit: Misfit

    /// A stroke that costs more is none of those that fit well: it may be two in one, or half of one.
    private static let clearPrice = 7.0
    /// By how much a later item must fit better than an earlier one: alternatives share strokes that differ little, and the standard one
    /// comes first.
    private static let preference = 1.0
    /// By how much every other stroke of the same way of writing that was not due must be worse.
    private static let clearMargin = 2.0

    /// - Parameters:
    ///   - joined: all strokes, the one to judge last.
    ///   - belief: about all but the last one.
    ///   - due: the items that were due when the last one began.
    init?(
        _ character: PreparedCharacter, _ joined: JoinedStrokes, belief: Judgement, due: [Int], tolerances: Tolerances
    ) {
        let written = joined.written
        let stroke = written[written.count - 1].moments
        guard let (item, price) = Self.bestDue(character, stroke, belief, due),
            let choice = character.choice(holding: belief.writtenItems + [item])
        else { return nil }
        for other in character.listing(choice) where !due.contains(other) {
            let cost = Self.price(stroke, character.items[other], belief.placement)
            if cost.total < price + Self.clearMargin { return nil }
        }
        let explanation = Explanation(
            character, written: written, joined: joined,
            roles: belief.roles + [.stroke(item, reversed: false)], choice: choice)
        judgement = explanation.judgement
        var others = PlacementEvidence()
        for stroke in belief.roles.indices { others = others + explanation.share(stroke, judgement.placement) }
        let faults = StrokeFaults(
            character.items[item], written: written[written.count - 1],
            placement: others.placement(.hand(scale: judgement.placement.map.scale)))
        relations = RelationReading(character, judgement, written, of: written.count - 1)
        let made = tolerances.status(of: faults, isEarly: !judgement.missing.isEmpty)
        status = made == .ok && relations.fault(of: written.count - 1) != nil ? .relation : made
        misfit = faults.misfit
    }

    /// The due item that the stroke fits well, nil where there is none. Between items that are both due there need not be a clear
    /// difference: they are the same stroke of two alternatives, or either may come first.
    private static func bestDue(
        _ character: PreparedCharacter, _ stroke: Moments, _ belief: Judgement, _ due: [Int]
    ) -> (item: Int, price: Double)? {
        for role in belief.roles {
            guard case .stroke(_, reversed: false) = role else { return nil }
        }
        var best: (item: Int, price: Double)?
        for item in due {
            let cost = price(stroke, character.items[item], belief.placement)
            guard !cost.isReversed, cost.total < best.map({ $0.price - preference }) ?? clearPrice else { continue }
            best = (item, cost.total)
        }
        return best
    }

    private static func price(_ stroke: Moments, _ item: PreparedCharacter.Item, _ placement: Placement) -> PairCost {
        PairCost(written: stroke, laid: LaidStroke(item, by: placement))
    }
}
