/// What is to be written on which day: no more a day than a learner wants, and after a break the rest spread over the next days.
public struct ReviewPlan: Sendable, Equatable {
    /// The items of each day, today's first; in a day those first that are most likely to be forgotten.
    public let days: [[ReviewItem]]

    /// A plan for the items that were begun.
    ///
    /// - Parameters:
    ///   - cards: how far the learner is with each.
    ///   - schedule: what the cards were made with.
    ///   - now: a day has 24 hours from here.
    ///   - cap: most items a day, at least 1.
    ///   - length: how many days are planned; what does not fit into them is not in the plan.
    public init(
        _ cards: [ReviewItem: ReviewCard], _ schedule: ReviewSchedule = ReviewSchedule(), now: Timestamp, cap: Int,
        length: Int = 7
    ) {
        var open = cards.sorted { $0.key < $1.key }
        var days: [[ReviewItem]] = []
        for day in 0..<max(length, 0) {
            let end = now.adding(seconds: Int64(day + 1) * 86_400)
            // Of today what is due by now; of later days what falls due in their course.
            let limit = day == 0 ? now : end
            let due = open.filter { $0.value.dueAt <= limit }.map { item, card in
                (item: item, known: schedule.retrievability(card, at: limit), isStep: card.phase != .review)
            }
            // Steps of minutes first, as they are of this hour; then what is about to be lost.
            let chosen = due.sorted { one, other in
                if one.isStep != other.isStep { return one.isStep }
                return one.known != other.known ? one.known < other.known : one.item < other.item
            }.prefix(max(cap, 1)).map(\.item)
            let taken = Set(chosen)
            open.removeAll { taken.contains($0.key) }
            days.append(Array(chosen))
        }
        self.days = days
    }

    /// What is to be written today.
    public var today: [ReviewItem] { days.first ?? [] }
}
