import Ink

/// Reads each stroke's status from a judgement of the whole character.
struct StatusReading {
    /// One status for each written stroke.
    private(set) var statuses: [StrokeVerdict.Status]
    /// The reference stroke of each, in listed order of the chosen alternatives.
    private(set) var references: [Int?]
    /// Which strokes were written from their end.
    private(set) var isReversed: [Bool]
    /// Strokes that look rather like a part of what they stand for, with what speaks for it.
    private(set) var partial: [(stroke: Int, misfit: Misfit)] = []
    /// What could be better about strokes that pass.
    private(set) var hints: [(stroke: Int, hint: StrokeHint)] = []
    /// Reference strokes that nobody wrote.
    private(set) var missing: [Int]
    /// Which strokes are not to each other what they should be.
    let relations: RelationReading

    /// - Parameter first: strokes before this one are passed over and count as good, for who only wants to know about the latest.
    /// - Parameter isEarly: whether strokes are still to come.
    init(
        _ character: PreparedCharacter, _ judgement: Judgement, _ joined: JoinedStrokes, tolerances: Tolerances,
        from first: Int = 0, isEarly: Bool = false
    ) {
        let written = joined.written
        let listing = character.listing(judgement.choice)
        let explanation = Explanation(
            character, written: written, joined: joined, roles: judgement.roles, choice: judgement.choice)
        let shares = judgement.roles.indices.map { explanation.share($0, judgement.placement) }
        let evidence = shares.reduce(PlacementEvidence(), +)
        let hand = PlacementPrior.hand(scale: judgement.placement.map.scale)
        var statuses: [StrokeVerdict.Status] = []
        var references: [Int?] = []
        var reversals: [Bool] = []
        for (index, role) in judgement.roles.enumerated() {
            switch role {
            case .stroke(let item, let reversed):
                references.append(listing.firstIndex(of: item))
                reversals.append(reversed)
                guard index >= first, !reversed else {
                    statuses.append(index < first ? .ok : .reversed)
                    continue
                }
                let faults = StrokeFaults(
                    character.items[item], written: written[index],
                    placement: (evidence - shares[index]).placement(hand))
                statuses.append(tolerances.status(of: faults, isEarly: isEarly))
                if let hint = tolerances.hint(at: faults) { hints.append((index, hint)) }
                if tolerances.hintsAtPart(faults.misfit) { partial.append((index, faults.misfit)) }
            case .merged(let first, _):
                references.append(listing.firstIndex(of: first))
                reversals.append(false)
                statuses.append(.merged)
            case .split(let item):
                references.append(listing.firstIndex(of: item))
                reversals.append(false)
                statuses.append(.split)
            case .extra:
                references.append(nil)
                reversals.append(false)
                statuses.append(Self.isSlip(index, judgement, written) ? .ok : .extra)
            }
        }
        let missingItems = judgement.missing
        Self.markOrder(character, judgement, missing: missingItems, from: first, &statuses)
        relations = RelationReading(character, judgement, written)
        for fault in relations.faults where statuses[fault.stroke] == .ok { statuses[fault.stroke] = .relation }
        self.statuses = statuses
        self.references = references
        isReversed = reversals
        missing = missingItems.compactMap { listing.firstIndex(of: $0) }.sorted()
    }

    /// Takes so many more strokes that belong nowhere.
    mutating func addExtras(_ count: Int) {
        statuses += [StrokeVerdict.Status](repeating: .extra, count: count)
        references += [Int?](repeating: nil, count: count)
        isReversed += [Bool](repeating: false, count: count)
    }

    /// Whether a mark is no stroke of its own: a tap, a slip of the pen, or a serif that is set on the beginning of a stroke.
    private static func isSlip(_ index: Int, _ judgement: Judgement, _ written: [InkLine]) -> Bool {
        let mark = written[index]
        if mark.isDot || mark.length < Tolerances.slip { return true }
        guard mark.length < Tolerances.serif else { return false }
        return written.indices.contains { other in
            guard !judgement.roles[other].items.isEmpty else { return false }
            let start = written[other].start
            return min(mark.end.distance(to: start), mark.start.distance(to: start)) < Tolerances.serifGap
        }
    }

    /// A stroke that comes before one that was due and is written later is out of order.
    private static func markOrder(
        _ character: PreparedCharacter, _ judgement: Judgement, missing: [Int], from first: Int,
        _ statuses: inout [StrokeVerdict.Status]
    ) {
        // What was never written can't have been due: it counts as done from the beginning.
        var progress = Progress(character, choice: judgement.choice)
        for item in missing { progress.write(item) }
        for (index, role) in judgement.roles.enumerated() {
            switch role {
            case .stroke(let item, _), .split(let item):
                if index >= first, statuses[index] != .reversed, statuses[index] != .split {
                    progress.look()
                    if !progress.isDue[item] { statuses[index] = .order }
                }
                progress.write(item)
            case .merged(let first, let second):
                progress.write(first)
                progress.write(second)
            case .extra: continue
            }
        }
    }

    /// Whether the character is written as it should be.
    var isCorrect: Bool { missing.isEmpty && statuses.allSatisfy { $0 == .ok } }
}
