import Ink

/// Whether the ink's relations are those of a rival rather than those of the character that was asked for: 己, 已 and 巳 differ in where one stroke begins
/// beside two others, each by less than hands stray.
struct RelationContrast {
    /// Whether some relation speaks for the rival and none against it.
    let isForRival: Bool

    /// From which difference on between the two references, in shares of the box, a relation tells them apart.
    private static let difference = 0.1
    /// How much nearer to one of them than to the other the ink must be, as a share of the difference.
    private static let share = 0.25

    init(
        _ asked: PreparedCharacter, _ judgement: Judgement, _ rival: PreparedCharacter, _ explained: Judgement,
        _ written: [InkLine]
    ) {
        var strokes = [Int](repeating: -1, count: asked.items.count)
        for (stroke, role) in judgement.roles.enumerated() {
            if case .stroke(let item, reversed: false) = role, !written[stroke].isDot { strokes[item] = stroke }
        }
        func itemOfRival(_ stroke: Int) -> PreparedCharacter.Item? {
            guard case .stroke(let item, reversed: false) = explained.roles[stroke] else { return nil }
            return rival.items[item]
        }
        let scale = judgement.placement.map.scale
        var isForRival = false
        for relation in asked.relations where relation.kind != .longer {
            let stroke = strokes[relation.item], other = strokes[relation.other]
            guard stroke >= 0, other >= 0, let item = itemOfRival(stroke), let beside = itemOfRival(other),
                let theirs = Overshoot(
                    of: item.outline, atEnd: relation.isAtEnd, beyond: beside.outline, scale: 1)?.value
            else { continue }
            let difference = theirs - relation.overshoot
            guard abs(difference) >= Self.difference,
                let ink = Overshoot(
                    of: written[stroke].outline, atEnd: relation.isAtEnd, beyond: written[other].outline, scale: scale)?
                    .value
            else { continue }
            // From -½, exactly as asked for, to ½, exactly as the rival.
            let place = (ink / max(scale, 0.05) - relation.overshoot) / difference - 0.5
            if place < -Self.share {
                self.isForRival = false
                return
            }
            if place > Self.share { isForRival = true }
        }
        self.isForRival = isForRival
    }
}
