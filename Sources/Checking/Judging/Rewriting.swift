import Ink

/// A stroke that was written over one that was wrong, as with a pencil and a rubber: it takes that one's place.
struct Rewriting {
    /// Place of the stroke that was wrong, among those that are judged.
    let stroke: Int

    /// A stroke that costs more as the one that was wrong is no better than that: the limit of `QuickVerdict`.
    private static let clearPrice = 7.0
    /// By how much it must fit better there than as any stroke that is due or missing, and than what was written first.
    private static let clearMargin = 2.0
    /// How far the two lines may be apart, place by place, on average: a floor, and a share of the length. Two strokes of one letter that run side by side
    /// (ㅔ for ㅖ) are farther apart.
    private static let nearness = 0.05
    private static let nearnessShare = 0.1

    /// Whether the last stroke is one; nil where it is not.
    ///
    /// - Parameters:
    ///   - belief: about all strokes of `written` but the last one.
    ///   - wrong: places of the strokes that an error stands for because of how they were drawn.
    init?(_ character: PreparedCharacter, _ written: [InkLine], belief: Judgement, due: [Int], wrong: [Int]) {
        guard !wrong.isEmpty, let last = written.last, !last.isDot, belief.roles.count == written.count - 1
        else { return nil }
        var limit = Self.clearPrice
        for item in due + belief.missing {
            limit = min(limit, Self.price(last, character.items[item], belief.placement).total - Self.clearMargin)
        }
        var best: Int?
        for stroke in wrong {
            guard case .stroke(let item, _) = belief.roles[stroke], Self.isOnTop(last, written[stroke]) else {
                continue
            }
            let new = Self.price(last, character.items[item], belief.placement)
            let old = Self.price(written[stroke], character.items[item], belief.placement)
            guard !new.isReversed, new.total < limit, old.isReversed || new.total + Self.clearMargin < old.total
            else { continue }
            limit = new.total
            best = stroke
        }
        guard let best else { return nil }
        stroke = best
    }

    // Not inlined, nor the next one: the optimiser of Swift 6.3.1 crashes where it moves their loops.
    @inline(never)
    private static func price(_ ink: InkLine, _ item: PreparedCharacter.Item, _ placement: Placement) -> PairCost {
        PairCost(written: ink.moments, laid: LaidStroke(item, by: placement))
    }

    /// Whether a line lies on another one, whichever way either runs.
    @inline(never)
    private static func isOnTop(_ line: InkLine, _ other: InkLine) -> Bool {
        let last = Outline.count - 1, ink = line.outline.line, old = other.outline.line
        var forward = 0.0, backward = 0.0
        for k in 0...last {
            forward += ink[k].distance(to: old[k])
            backward += ink[k].distance(to: old[last - k])
        }
        return min(forward, backward) / Double(last + 1) < nearness + nearnessShare * line.length
    }
}
