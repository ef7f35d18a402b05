/// When something is asked for again: FSRS's steps of minutes for what is new or forgotten, and its intervals of days for what is known.
public struct ReviewSchedule: Sendable, Equatable {
    /// What a memory does.
    public var model = MemoryModel()
    /// The probability of still knowing it at which an item is asked for again, 0.7…0.97.
    public var retention = 0.9
    /// Minutes after which something new is asked for again.
    public var learningMinutes = [1.0, 10]
    /// Minutes after which something forgotten is asked for again.
    public var relearningMinutes = [10.0]
    /// No interval is longer, in days.
    public var longestDays = 36_500
    /// Longest interval, in days, after the first, the second … day in a row on which an item was known: one right writing of a beginner, with the example
    /// still before the eyes, says little, whatever a model of word cards makes of it. Then the model alone decides.
    public var firstDays = [2, 5, 12]

    /// The schedule with the published parameters.
    public init() {}

    /// What FSRS alone would do, without the care for beginners: what the reference implementation's vectors are held against.
    static var reference: ReviewSchedule {
        var schedule = ReviewSchedule()
        schedule.firstDays = []
        return schedule
    }

    /// The card after a review.
    ///
    /// - Parameters:
    ///   - card: the card before; nil for an item that was never asked for.
    ///   - time: when it was asked for. One before the last review, by a clock that was set back, counts as right after it.
    public func card(_ card: ReviewCard?, after grade: ReviewGrade, at time: Timestamp) -> ReviewCard {
        guard let card else {
            let memory = model.memory(afterFirst: grade)
            return self.card(
                memory, from: .learning(step: 0), grade, at: time, successes: grade == .again ? 0 : 1, lapses: 0)
        }
        let time = max(time, card.reviewedAt)
        let days = Double(ReviewSchedule.days(from: card.reviewedAt, to: time))
        let isNewDay = days >= 1 || card.successes == 0
        return self.card(
            model.memory(card.memory, after: grade, days: days), from: card.phase, grade, at: time,
            successes: grade == .again ? 0 : card.successes + (isNewDay ? 1 : 0),
            lapses: card.lapses + (grade == .again && card.phase == .review ? 1 : 0))
    }

    /// How likely it is that an item is known at a time.
    public func retrievability(_ card: ReviewCard, at time: Timestamp) -> Double {
        model.retrievability(card.memory, afterDays: Double(Self.days(from: card.reviewedAt, to: time)))
    }

    /// Whole days of 24 hours, as the model counts them.
    static func days(from one: Timestamp, to other: Timestamp) -> Int64 {
        max(0, other.milliseconds - one.milliseconds) / 86_400_000
    }

    private func card(
        _ memory: Memory, from phase: ReviewCard.Phase, _ grade: ReviewGrade, at time: Timestamp, successes: Int,
        lapses: Int
    ) -> ReviewCard {
        let (next, minutes) = step(from: phase, grade)
        let wait = minutes.map { Int64(($0 * 60_000).rounded()) } ?? days(memory, successes: successes) * 86_400_000
        return ReviewCard(
            phase: next, memory: memory, reviewedAt: time, dueAt: Timestamp(milliseconds: time.milliseconds + wait),
            successes: successes, lapses: lapses)
    }

    /// The next phase, and the minutes until it is due where it is minutes.
    private func step(from phase: ReviewCard.Phase, _ grade: ReviewGrade) -> (ReviewCard.Phase, minutes: Double?) {
        let (steps, step, make): ([Double], Int, (Int) -> ReviewCard.Phase)
        switch phase {
        case .learning(let at): (steps, step, make) = (learningMinutes, at, { .learning(step: $0) })
        case .relearning(let at): (steps, step, make) = (relearningMinutes, at, { .relearning(step: $0) })
        case .review:
            guard grade == .again, let first = relearningMinutes.first else { return (.review, nil) }
            return (.relearning(step: 0), first)
        }
        guard !steps.isEmpty, step < steps.count || grade == .again else { return (.review, nil) }
        switch grade {
        case .again: return (make(0), steps[0])
        case .hard where step == 0: return (make(0), steps.count == 1 ? steps[0] * 1.5 : (steps[0] + steps[1]) / 2)
        case .hard: return (make(step), steps[step])
        case .good where step + 1 < steps.count: return (make(step + 1), steps[step + 1])
        case .good, .easy: return (.review, nil)
        }
    }

    private func days(_ memory: Memory, successes: Int) -> Int64 {
        let wanted = model.interval(memory, retention: retention).rounded(.toNearestOrEven)
        let most =
            successes >= 1 && successes <= firstDays.count ? min(firstDays[successes - 1], longestDays) : longestDays
        return Int64(min(max(wanted, 1), Double(most)))
    }
}
