import Ink

/// Which relations between the written strokes of a character are broken.
struct RelationReading {
    /// A relation that two written strokes should have and have not.
    struct Fault {
        /// The written stroke that is at fault, and the one beside which it is seen: places among the written strokes.
        let stroke: Int
        let other: Int
        let relation: Relation
    }

    /// The broken relations: one for each stroke at most.
    private(set) var faults: [Fault] = []

    /// Looks at each relation whose strokes are both there, each in one movement of its own.
    ///
    /// - Parameter latest: if given, only relations of this stroke are looked at.
    init(
        _ character: PreparedCharacter, _ judgement: Judgement, _ written: [InkLine], of latest: Int? = nil
    ) {
        guard written.count > 1, !character.relations.isEmpty else { return }
        var strokes = [Int](repeating: -1, count: character.items.count)
        for (stroke, role) in judgement.roles.enumerated() {
            if case .stroke(let item, _) = role, !written[stroke].isDot { strokes[item] = stroke }
        }
        var outlines = [Outline?](repeating: nil, count: written.count)
        func outline(_ stroke: Int) -> Outline {
            if let known = outlines[stroke] { return known }
            var outline = written[stroke].outline
            if case .stroke(_, reversed: true) = judgement.roles[stroke] { outline = outline.reversed }
            outlines[stroke] = outline
            return outline
        }
        for relation in character.relations {
            let stroke = strokes[relation.item], other = strokes[relation.other]
            guard stroke >= 0, other >= 0, latest == nil || stroke == latest || other == latest,
                !faults.contains(where: { $0.stroke == stroke }),
                relation.isBroken(
                    by: outline(stroke), beside: outline(other), scale: judgement.placement.map.scale)
            else { continue }
            faults.append(Fault(stroke: stroke, other: other, relation: relation))
        }
    }

    /// What a stroke is at fault for.
    func fault(of stroke: Int) -> Fault? { faults.first { $0.stroke == stroke } }
}
