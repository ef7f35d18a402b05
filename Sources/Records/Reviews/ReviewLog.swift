/// A learner's review log: a set of entries from any number of devices, and what follows from them.
///
/// Logs merge by union, in any order and as often as one likes; what is known and due is a pure fold over the union. So nothing conflicts, nothing is
/// lost and nothing counts twice.
public struct ReviewLog: Sendable, Equatable {
    private var entries: [RecordID: Review] = [:]

    /// An empty log.
    public init() {}

    /// A log of these entries.
    public init(_ reviews: some Sequence<Review>) {
        for review in reviews { insert(review) }
    }

    /// How many entries there are.
    public var count: Int { entries.count }

    /// Takes in an entry. One of an id that is there already is the same entry: where the two differ, as a client's retry that came through another
    /// clock, the same one of both stays on every device.
    public mutating func insert(_ review: Review) {
        if let known = entries[review.id], !Self.precedesAsCopy(review, known) { return }
        entries[review.id] = review
    }

    /// Takes in all entries of another log.
    public mutating func merge(_ other: ReviewLog) {
        for review in other.entries.values { insert(review) }
    }

    /// The entries in the order in which they are folded.
    public var reviews: [Review] { entries.values.sorted(by: Review.precedes) }

    /// The entries that hold: what was undone is left out, and so are the undoings.
    ///
    /// An undoing takes back an entry that comes before it in the order of the fold; one that names a later entry does nothing, so that no two can
    /// take back each other.
    public var effective: [Review] {
        var undone: Set<RecordID> = []
        var kept: [Review] = []
        for review in reviews.reversed() where !undone.contains(review.id) {
            guard case .undone(let target) = review.deed else {
                kept.append(review)
                continue
            }
            if let entry = entries[target], Review.precedes(entry, review) { undone.insert(target) }
        }
        return kept.reversed()
    }

    /// How far the learner is with each item, at a time.
    ///
    /// - Parameter now: entries that claim to be later happened now: a clock that goes ahead cannot put off what is due.
    public func cards(_ schedule: ReviewSchedule = ReviewSchedule(), now: Timestamp) -> [ReviewItem: ReviewCard] {
        var cards: [ReviewItem: ReviewCard] = [:]
        for review in effective {
            switch review.deed {
            case .graded(let grade):
                cards[review.item] = schedule.card(cards[review.item], after: grade, at: min(review.time, now))
            case .reset: cards[review.item] = nil
            case .undone: break
            }
        }
        return cards
    }

    /// Which of two copies of an entry stays: the one with the smaller correction, then an arbitrary but fixed one.
    private static func precedesAsCopy(_ one: Review, _ other: Review) -> Bool {
        func key(_ review: Review) -> (UInt64, Int64, Int64) {
            (review.correction.magnitude, review.correction, review.at.milliseconds)
        }
        if key(one) != key(other) { return key(one) < key(other) }
        return "\(one.item.key) \(one.deed)" < "\(other.item.key) \(other.deed)"
    }
}
