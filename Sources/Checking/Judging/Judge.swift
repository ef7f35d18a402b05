import Ink

/// Assigns all written strokes of a character to strokes of the reference at once.
///
/// Alternates between two questions until the answers agree: given where the reference lies, which stroke is which (an assignment
/// problem, with alternatives, joined and divided strokes tried by local search); and given which stroke is which, where does the
/// reference lie. As such a search may settle in a wrong place, it starts from several and keeps the cheapest answer.
struct Judge {
    private let character: PreparedCharacter
    private let written: [Outline]

    /// Judges `written`, in the learner's unit square.
    init(_ character: PreparedCharacter, written: [Outline]) {
        self.character = character
        self.written = written
    }

    /// The cheapest explanation, starting from `placement` and, where that leaves something unexplained, from others.
    func judgement(from placement: Placement) -> Judgement {
        var best = settled(from: placement)
        if isSuspicious(best) {
            for start in otherStarts() {
                let candidate = settled(from: start)
                if candidate.energy < best.energy - 1e-9 { best = candidate }
            }
        }
        return best
    }

    /// Whether an answer leaves enough unexplained that another start might do better.
    private func isSuspicious(_ judgement: Judgement) -> Bool {
        judgement.energy > 2.5 * Double(max(written.count, 1))
            || judgement.roles.contains { if case .stroke(_, reversed: false) = $0 { false } else { true } }
            || !judgement.missing.isEmpty
    }

    /// Reference boxes laid onto the ink's box: all of both, and each with one stroke left out.
    private func otherStarts() -> [Placement] {
        let listing = character.listing([Int](repeating: 0, count: character.ways.count))
        let reference = listing.map { character.items[$0].outline }
        var starts: [Placement] = []
        let whole = Bounds(reference), ink = Bounds(written)
        starts.append(ink.laying(whole))
        for left in reference.indices where reference.count > 1 {
            var others = reference
            others.remove(at: left)
            let bounds = Bounds(others)
            if bounds != whole { starts.append(ink.laying(bounds)) }
        }
        for left in written.indices where written.count > 1 {
            var others = written
            others.remove(at: left)
            let bounds = Bounds(others)
            if bounds != ink { starts.append(bounds.laying(whole)) }
        }
        return starts
    }

    func settled(from start: Placement) -> Judgement {
        var placement = start
        var best: Judgement?
        for _ in 0..<4 {
            let costs = CostTable(character, written: written, placement: placement)
            var judgement = RoleSearch(character, written: written, costs: costs).judgement()
            judgement.placement = Placement(pairs: pairs(judgement), noise: 0.05)
            judgement.energy += judgement.placement.surprise
            if let best, judgement.energy >= best.energy - 1e-6 { break }
            let isSame = best?.roles == judgement.roles
            best = judgement
            if isSame { break }
            placement = judgement.placement
        }
        return best!
    }

    /// The pairs that tell where the reference lies.
    private func pairs(_ judgement: Judgement) -> [(reference: Outline, written: Outline)] {
        var pairs: [(reference: Outline, written: Outline)] = []
        for (index, role) in judgement.roles.enumerated() {
            switch role {
            case .stroke(let item, let reversed):
                let outline = character.items[item].outline
                pairs.append((reversed ? outline.reversed : outline, written[index]))
            case .merged(let first, let second):
                pairs.append(
                    (
                        Outline(character.items[first].outline.line + character.items[second].outline.line),
                        written[index]
                    ))
            case .split, .extra:
                continue
            }
        }
        return pairs
    }
}
