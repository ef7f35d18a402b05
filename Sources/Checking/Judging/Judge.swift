import Ink

/// Assigns all written strokes of a character to strokes of the reference at once.
///
/// Alternates between two questions until the answers agree: given where the reference lies, which stroke is which (an assignment
/// problem, with alternatives, joined and divided strokes tried by local search); and given which stroke is which, where does the
/// reference lie. As such a search may settle in a wrong place, it starts from several and keeps the likeliest answer.
///
/// No question is answered twice: different starts soon ask the same. Confined to the verdict on one stroke.
final class Judge {
    /// The strokes that are judged.
    let joined: JoinedStrokes
    private let character: PreparedCharacter
    private let written: [InkLine]
    /// Placements that were searched, with what was found.
    private var searched: [(placement: Placement, found: RoleSearch.Roles)] = []
    /// Roles that were explained.
    private var explanations: [Judgement] = []

    /// Judges the strokes of `joined`, in the learner's unit square.
    init(_ character: PreparedCharacter, _ joined: JoinedStrokes) {
        self.character = character
        self.joined = joined
        written = joined.written
    }

    /// Takes over an explanation of these very strokes that somebody else has made.
    func know(_ explanation: Judgement) { explanations.append(explanation) }

    /// The cheapest explanation, starting from `placement` and, where that leaves something unexplained, from others.
    func judgement(from placement: Placement) -> Judgement {
        var best = settled(from: placement)
        if isSuspicious(best) {
            for start in otherStarts() {
                let candidate = settled(from: start)
                if candidate.energy < best.energy - 1e-9 { best = candidate }
            }
            best = moved(best)
        }
        return best
    }

    /// The cheapest explanation, or, where strokes are missing that would tell more, what has been believed if that is not clearly dearer: a
    /// learner who was told something is told otherwise for a reason.
    func judgement(keeping belief: Judgement) -> Judgement {
        let best = judgement(from: belief.placement)
        guard belief.roles.count == written.count, !written.isEmpty, !belief.missing.isEmpty else { return best }
        return belief.energy < best.energy + Tuning.reason ? belief : best
    }

    /// Whether an answer leaves enough unexplained that another start might do better.
    private func isSuspicious(_ judgement: Judgement) -> Bool {
        judgement.energy > 4 * Double(max(written.count, 1))
            || judgement.roles.contains { if case .stroke(_, reversed: false) = $0 { false } else { true } }
            || !judgement.missing.isEmpty
    }

    /// Reference boxes laid onto the ink's box: all of both, and each with one stroke left out.
    private func otherStarts() -> [Placement] {
        let listing = character.listing([Int](repeating: 0, count: character.ways.count))
        let reference = listing.map { character.items[$0].outline.bounds }
        let strokes = written.map(\.bounds)
        let whole = Bounds(reference), ink = Bounds(strokes)
        var starts: [Placement] = [.prior, Placement(certain: ink.laying(whole))]
        for bounds in Bounds.leavingOneOut(of: reference) { starts.append(Placement(certain: ink.laying(bounds))) }
        guard strokes.count <= reference.count + Self.fewTooMany else { return starts }
        for bounds in Bounds.leavingOneOut(of: strokes) { starts.append(Placement(certain: bounds.laying(whole))) }
        return starts
    }

    /// With more strokes too many than this, leaving out one of them tells nothing.
    private static let fewTooMany = 8

    /// The explanation that agrees with itself, found from one start.
    func settled(from start: Placement) -> Judgement {
        var best = explained(cheapest(start))
        for _ in 1..<4 {
            let found = cheapest(best.placement)
            // The same roles are the same explanation again.
            if found.roles == best.roles && found.choice == best.choice { break }
            let judgement = explained(found)
            if judgement.energy >= best.energy - 1e-6 { break }
            let isSame = best.roles == judgement.roles
            best = judgement
            if isSame { break }
        }
        return best
    }

    /// The roles that cost least where the reference lies so.
    private func cheapest(_ placement: Placement) -> RoleSearch.Roles {
        if let known = searched.first(where: { $0.placement == placement }) { return known.found }
        let costs = CostTable(character, written: written, placement: placement)
        let found = RoleSearch(character, written: written, costs: costs, joined: joined).roles()
        searched.append((placement, found))
        return found
    }

    private func explained(_ found: RoleSearch.Roles) -> Judgement { explained(found.roles, found.choice) }

    private func explained(_ roles: [Judgement.Role], _ choice: [Int]) -> Judgement {
        if let known = explanations.first(where: { $0.roles == roles && $0.choice == choice }) { return known }
        let explanation = Explanation(character, written: written, joined: joined, roles: roles, choice: choice)
        let judgement = explanation.judgement
        explanations.append(judgement)
        return judgement
    }

    /// Whether a stroke that was written is one that seems to be missing, or one that seems to be too many is another's.
    private func moved(_ judgement: Judgement) -> Judgement {
        var best = judgement
        func consider(_ change: (inout [Judgement.Role]) -> Void) {
            var roles = judgement.roles
            change(&roles)
            let candidate = explained(roles, judgement.choice)
            if candidate.energy < best.energy - 1e-9 { best = candidate }
        }
        for (stroke, role) in judgement.roles.enumerated() {
            guard case .stroke(let item, let reversed) = role else { continue }
            for missing in judgement.missing { consider { $0[stroke] = .stroke(missing, reversed: reversed) } }
            for extra in likeliestExtras(judgement, as: item) {
                for reversed in [false, true] {
                    consider {
                        $0[stroke] = .extra
                        $0[extra] = .stroke(item, reversed: reversed)
                    }
                }
            }
        }
        return best
    }

    /// Of the strokes that seem to be too many those that fit a stroke of the reference best.
    private func likeliestExtras(_ judgement: Judgement, as item: Int) -> [Int] {
        let extras = judgement.roles.indices.filter { judgement.roles[$0] == .extra }
        guard extras.count > Self.extrasTried else { return extras }
        let laid = LaidStroke(character.items[item], by: judgement.placement)
        let prices = extras.map { (extra: $0, price: PairCost(written: written[$0].moments, laid: laid).total) }
        return prices.sorted { ($0.price, $0.extra) < ($1.price, $1.extra) }.prefix(Self.extrasTried).map(\.extra)
    }

    /// How many extra strokes are tried in the place of another.
    private static let extrasTried = 4
}
