import Records

/// Somebody who begins five characters every other day, comes on five days of seven, and writes what is due.
struct Learner {
    private(set) var characters = Forecasts()
    private(set) var mistakes = Forecasts()
    private var random: Generator
    private var items: [ReviewItem: Item] = [:]
    private let talent: Double
    private var begun = 0
    private let schedule = ReviewSchedule()

    /// What is remembered of an item, and what each of the three believes.
    private struct Item {
        var truth: TrueMemory
        var card: ReviewCard?
        var sm2 = SuperMemo2()
        var lastDay = -1
    }

    static let kinds = 24
    static let cap = 30

    init(seed: UInt64) {
        random = Generator(state: seed)
        talent = Double.random(in: 0.6...1.6, using: &random)
    }

    /// A day; says how many characters were asked for.
    mutating func live(day: Int) -> Int {
        guard Double.random(in: 0..<1, using: &random) < 5.0 / 7 else { return 0 }
        let now = Timestamp(milliseconds: Int64(day) * 86_400_000 + 64_800_000)
        let cards = items.compactMapValues(\.card).filter { if case .character = $0.key { true } else { false } }
        // What falls due in the course of the day, too: people come when they come.
        var due = ReviewPlan(cards, schedule, now: now.adding(seconds: 43_200), cap: Self.cap, length: 1).today
        if day % 2 == 0, begun < 100 {
            for _ in 0..<5 {
                due.append(.character(String(begun)))
                begun += 1
            }
        }
        for item in due { write(item, day: day, now: now) }
        return due.count
    }

    private mutating func write(_ item: ReviewItem, day: Int, now: Timestamp) {
        ask(item, day: day, now: now, firstHalfLife: 4, growth: 4)
        // Each character gives the opportunity for two kinds of mistake.
        guard case .character(let name) = item, let number = Int(name) else { return }
        for kind in [number % Self.kinds, number * 7 % Self.kinds] {
            ask(.mistake(of: "\(kind)", kind: "order"), day: day, now: now, firstHalfLife: 4, growth: 2)
        }
    }

    private mutating func ask(_ name: ReviewItem, day: Int, now: Timestamp, firstHalfLife: Double, growth: Double) {
        var item =
            items[name]
            ?? Item(
                truth: TrueMemory(
                    halfLife: firstHalfLife * talent * Double.random(in: 0.5...2, using: &random),
                    growth: growth * talent))
        let truth = item.truth.probability(on: Double(day))
        let isKnown = Double.random(in: 0..<1, using: &random) < truth
        if let card = item.card, item.lastDay < day {
            let sm2 = item.sm2.probability(on: Double(day)), fsrs = schedule.retrievability(card, at: now)
            if case .character = name {
                characters.add(known: isKnown, fsrs: fsrs, sm2: sm2, law: truth)
            } else {
                mistakes.add(known: isKnown, fsrs: fsrs, sm2: sm2, law: truth)
            }
        }
        // The same kind of mistake again on the same day says nothing new of memory.
        guard item.lastDay < day else { return }
        let grade: ReviewGrade = !isKnown ? .again : truth < 0.6 ? .hard : truth > 0.93 ? .easy : .good
        item.card = schedule.card(item.card, after: grade, at: now)
        item.sm2.ask(on: Double(day), quality: Double([1, 3, 4, 5][grade.rawValue - 1]))
        item.truth.ask(on: Double(day), known: isKnown)
        item.lastDay = day
        items[name] = item
    }
}
