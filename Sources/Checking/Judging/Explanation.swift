import Ink

/// What an assignment of strokes costs where the reference is laid as this very assignment has it.
///
/// All assignments are compared by this figure, whichever start they were found from.
struct Explanation {
    private let character: PreparedCharacter
    private let written: [InkLine]
    private let joined: JoinedStrokes
    private let roles: [Judgement.Role]
    private let choice: [Int]

    init(
        _ character: PreparedCharacter, written: [InkLine], joined: JoinedStrokes, roles: [Judgement.Role],
        choice: [Int]
    ) {
        self.character = character
        self.written = written
        self.joined = joined
        self.roles = roles
        self.choice = choice
    }

    /// The assignment with its placement and its price.
    var judgement: Judgement {
        let listing = character.listing(choice)
        var taken = [Bool](repeating: false, count: character.items.count)
        for role in roles { for item in role.items { taken[item] = true } }
        let missing = listing.filter { !taken[$0] }
        let first = evidence(.prior, isRobust: false).placement()
        let placement = evidence(first).placement()
        var energy = PlacementPrior.anyHand.surprise(of: placement.map) + Double(missing.count) * Tuning.missing
        for way in choice where way != 0 { energy += Tuning.alternative }
        for stroke in roles.indices { energy += cost(stroke, Placement(certain: placement.map)) }
        energy += Disorder.price(listing, roles)
        return Judgement(
            roles: roles, choice: choice, missing: missing, placement: placement, energy: energy)
    }

    private func cost(_ stroke: Int, _ placement: Placement) -> Double {
        switch roles[stroke] {
        case .stroke(let item, let reversed):
            let laid = LaidStroke(character.items[item], by: placement)
            return PairCost(written: written[stroke].moments, laid: laid, reversed: reversed).total
        case .merged(let first, let second):
            let cut = joined[stroke].cut(
                LaidStroke(character.items[first], by: placement), LaidStroke(character.items[second], by: placement))
            return cut.price + Tuning.joining
        case .split(let item):
            // Both halves are priced with the second one.
            guard stroke > 0, roles[stroke - 1] == .split(item) else { return 0 }
            let laid = LaidStroke(character.items[item], by: placement)
            return joined.halves(from: stroke - 1).price(as: laid) + Tuning.joining
        case .extra: return Tuning.extra(written[stroke])
        }
    }

    /// What all strokes tell about where the reference lies.
    private func evidence(_ placement: Placement, isRobust: Bool = true) -> PlacementEvidence {
        var sum = PlacementEvidence()
        for stroke in roles.indices { sum = sum + share(stroke, placement, isRobust: isRobust) }
        return sum
    }

    /// What a stroke tells about where the reference lies; one that is badly off tells less.
    func share(_ stroke: Int, _ placement: Placement, isRobust: Bool = true) -> PlacementEvidence {
        let certain = Placement(certain: placement.map)
        switch roles[stroke] {
        case .stroke(let item, let reversed):
            return share(character.items[item], written[stroke].moments, reversed: reversed, certain, isRobust)
        case .merged(let first, let second):
            let first = character.items[first], second = character.items[second]
            let cut = joined[stroke].cut(LaidStroke(first, by: certain), LaidStroke(second, by: certain))
            return share(first, cut.beginning, reversed: false, certain, isRobust)
                + share(second, cut.end, reversed: false, certain, isRobust)
        case .split, .extra: return PlacementEvidence()
        }
    }

    private func share(
        _ item: PreparedCharacter.Item, _ written: Moments, reversed: Bool, _ placement: Placement, _ isRobust: Bool
    ) -> PlacementEvidence {
        let laid = LaidStroke(item, by: placement)
        let cost = PairCost(written: written, laid: laid, reversed: reversed)
        let reference = item.moments(form: cost.form, reversed: reversed)
        // A dot tells where a stroke is, not how large the hand writes.
        let precision = written.isDot ? laid.precisionX.firstAlone : laid.precisionX
        return PlacementEvidence(
            reference: reference, written: written, precision: precision, weight: isRobust ? cost.trust : 1)
    }
}

extension SIMD8<Double> {
    /// The first of the eight, the others 0.
    fileprivate var firstAlone: SIMD8 { SIMD8(self[0], 0, 0, 0, 0, 0, 0, 0) }
}
