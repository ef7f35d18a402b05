/// One entry of a learner's review log, as it is folded.
public struct Review: Hashable, Sendable {
    /// What happened.
    public enum Deed: Hashable, Sendable {
        /// The item was asked for, and known this well.
        case graded(ReviewGrade)
        /// The item is as if it had never been asked for.
        case reset
        /// The entry of this id is taken back: a grade, a reset, or an undoing, which then holds again.
        case undone(RecordID)
    }

    /// The client's own id; what comes twice is one entry.
    public let id: RecordID
    /// What is known: a character, or a kind of mistake.
    public let item: ReviewItem
    /// When it happened, by the clock of the device.
    public let at: Timestamp
    /// What is added to that clock's time: 0 where it goes right.
    public let correction: Int64
    /// What happened.
    public let deed: Deed

    /// An entry of the log.
    public init(id: RecordID, item: ReviewItem, at: Timestamp, correction: Int64 = 0, deed: Deed) {
        self.id = id
        self.item = item
        self.at = at
        self.correction = correction
        self.deed = deed
    }

    /// When it happened, as well as it is known.
    public var time: Timestamp { Timestamp(milliseconds: at.milliseconds &+ correction) }

    /// The order of the fold: by time, and where that is the same by id.
    static func precedes(_ one: Review, _ other: Review) -> Bool {
        one.time != other.time ? one.time < other.time : one.id < other.id
    }
}
