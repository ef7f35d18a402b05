import Ink

/// Reads each stroke's status from a judgement of the whole character.
struct StatusReading {
    /// One status for each written stroke.
    private(set) var statuses: [StrokeVerdict.Status]
    /// The reference stroke of each, in listed order of the chosen alternatives.
    private(set) var references: [Int?]
    /// Which strokes were written from their end.
    private(set) var isReversed: [Bool]
    /// Reference strokes that nobody wrote.
    private(set) var missing: [Int]

    init(_ character: PreparedCharacter, _ judgement: Judgement, written: [Outline], tolerances: Tolerances) {
        let listing = character.listing(judgement.choice)
        var statuses: [StrokeVerdict.Status] = []
        var references: [Int?] = []
        var reversals: [Bool] = []
        for (index, role) in judgement.roles.enumerated() {
            switch role {
            case .stroke(let item, let reversed):
                references.append(listing.firstIndex(of: item))
                reversals.append(reversed)
                statuses.append(
                    reversed
                        ? .reversed
                        : tolerances.status(
                            of: written[index], laid: character.items[item].outline.mapped(by: judgement.placement)))
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
                // A tap or a slip of the pen is no stroke of its own.
                statuses.append(written[index].length < Tolerances.slip ? .ok : .extra)
            }
        }
        let missingItems = judgement.missing
        Self.markOrder(character, judgement, missing: missingItems, &statuses)
        self.statuses = statuses
        self.references = references
        isReversed = reversals
        missing = missingItems.compactMap { listing.firstIndex(of: $0) }.sorted()
    }

    /// A stroke that comes before one that was due and is written later is out of order.
    private static func markOrder(
        _ character: PreparedCharacter, _ judgement: Judgement, missing: [Int], _ statuses: inout [StrokeVerdict.Status]
    ) {
        // What was never written can't have been due: it counts as done from the beginning.
        var done = missing
        for (index, role) in judgement.roles.enumerated() {
            switch role {
            case .stroke(let item, _), .split(let item):
                let expectation = Expectation(character, choice: judgement.choice, written: done)
                if statuses[index] != .reversed, statuses[index] != .split, !expectation.due.contains(item) {
                    statuses[index] = .order
                }
                done.append(item)
            case .merged(let first, let second):
                done.append(first)
                done.append(second)
            case .extra: continue
            }
        }
    }

    /// Whether the character is written as it should be.
    var isCorrect: Bool { missing.isEmpty && statuses.allSatisfy { $0 == .ok } }
}
