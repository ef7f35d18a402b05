import Ink

/// The verdict on all strokes so far, at the end of one that is not beyond doubt what was due: before anybody knows what comes later.
struct PenUpVerdict {
    /// What is believed of all strokes.
    let judgement: Judgement
    /// How they are made.
    let reading: StatusReading
    /// One status for each stroke: as in `reading`, but that what was skipped so far was due.
    let statuses: [StrokeVerdict.Status]
    /// Whether an earlier stroke is to blame for what the last one seemed to do wrong. Else faults of earlier ones wait until all are there.
    let blamesEarlier: Bool

    /// Share of a stroke's length above which ink is no part of it.
    private static let longestPart = 0.8

    /// - Parameters:
    ///   - belief: about all strokes but the last one.
    ///   - due: the items that were due when the last one began.
    ///   - isCertain: whether it was certain before the pen lifted that the last one is none of them.
    init(
        _ character: PreparedCharacter, _ judge: Judge, belief: Judgement, due: [Int], isCertain: Bool,
        tolerances: Tolerances
    ) {
        func read(_ judgement: Judgement) -> (reading: StatusReading, statuses: [StrokeVerdict.Status]) {
            let reading = StatusReading(
                character, judgement, judge.joined, tolerances: tolerances, isEarly: !judgement.missing.isEmpty)
            return (reading, Self.statuses(character, judgement, reading))
        }
        var judgement = judge.settled(from: belief.placement)
        var (reading, statuses) = read(judgement)
        let isAtFault = statuses.last.map { $0 != .ok && $0 != .reversed } ?? false
        // Whoever wrote a stroke too early writes the right one next: it is blamed only where no other explanation is likelier.
        if isAtFault { judgement = judge.judgement(from: belief.placement) }
        let isOtherwise = judgement.roles.dropLast() != belief.roles[...]
        if !isCertain, isOtherwise || Self.isOutOfTurn(judgement.roles.last, due),
            let kept = Self.kept(
                character, judge, belief: belief, due: due,
                cheaperThan: judgement.energy + (isOtherwise ? Tuning.correction : 0))
        {
            judgement = kept
            (reading, statuses) = read(judgement)
        } else if isAtFault {
            (reading, statuses) = read(judgement)
        }
        blamesEarlier = isAtFault && statuses.last == .ok
        self.judgement = judgement
        self.reading = reading
        self.statuses = statuses
    }

    /// Whether a stroke was taken for one that was not due, or for none.
    private static func isOutOfTurn(_ role: Judgement.Role?, _ due: [Int]) -> Bool {
        switch role {
        case .stroke(let item, reversed: false): !due.contains(item)
        case .extra: true
        default: false
        }
    }

    /// What was believed, and the last stroke as one that was due, whole or in part; nil where that is clearly dearer than another
    /// explanation. Half a stroke is no other one that was written before its turn.
    private static func kept(
        _ character: PreparedCharacter, _ judge: Judge, belief: Judgement, due: [Int], cheaperThan limit: Double
    ) -> Judgement? {
        let written = judge.joined.written, ink = written[written.count - 1].moments
        var best: (item: Int, price: Double, isPart: Bool)?
        for item in due {
            let laid = LaidStroke(character.items[item], by: belief.placement)
            let whole = PairCost(written: ink, laid: laid, reversed: false).total
            if whole < best?.price ?? .infinity { best = (item, whole, false) }
            guard !ink.isDot, written[written.count - 1].length < Self.longestPart * laid.length else { continue }
            for part in character.items[item].beginnings {
                let part = LaidStroke(part, of: laid, by: belief.placement)
                let price = PairCost(written: ink, laid: part, reversed: false).total + Tuning.part
                if price < best?.price ?? .infinity { best = (item, price, true) }
            }
        }
        guard let best else { return nil }
        let roles = belief.roles + [.stroke(best.item, reversed: false)]
        guard let choice = character.choice(holding: roles.flatMap(\.items)) else { return nil }
        let kept = Explanation(character, written: written, joined: judge.joined, roles: roles, choice: choice)
            .judgement
        let energy = best.isPart ? belief.energy - Tuning.missing + best.price : kept.energy
        return energy < limit ? kept : nil
    }

    /// One status for each stroke, as long as nobody knows what comes later.
    static func statuses(
        _ character: PreparedCharacter, _ judgement: Judgement, _ reading: StatusReading
    ) -> [StrokeVerdict.Status] {
        var statuses = reading.statuses
        var progress = Progress(character)
        for (index, role) in judgement.roles.enumerated() {
            if case .stroke(let item, reversed: false) = role {
                progress.look()
                if progress.isOpen[item], !progress.isDue[item] { statuses[index] = .order }
            }
            for item in role.items { progress.write(item) }
        }
        return statuses
    }
}
