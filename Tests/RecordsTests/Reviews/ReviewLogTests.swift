import Testing

@testable import Records

@Suite("ReviewLog")
struct ReviewLogTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let begin = Timestamp(milliseconds: 1_772_000_000_000)
    private static let week = begin.adding(seconds: 8 * 86_400)

    /// What one device does in a week without a network: grades, resets, undoings of what it did itself.
    private static func week(_ random: inout Generator) -> [Review] {
        var reviews: [Review] = []
        for _ in 0..<Int.random(in: 5...30, using: &random) {
            let at = begin.adding(seconds: Int64.random(in: 0..<7 * 86_400, using: &random))
            let item = ["가", "나", "あ"].randomElement(using: &random).map(ReviewItem.character)!
            let deed: Review.Deed
            switch Int.random(in: 0..<10, using: &random) {
            case 0: deed = .reset
            case 1, 2: deed = reviews.randomElement(using: &random).map { .undone($0.id) } ?? .reset
            default: deed = .graded(ReviewGrade.allCases.randomElement(using: &random)!)
            }
            reviews.append(Review(id: RecordID(at, random: &random), item: item, at: at, deed: deed))
        }
        return reviews
    }

    @Test(
        "two devices, a week without a network: merged in 1,000 random interleavings, some of it twice, they know the same"
    )
    func interleavings() {
        var random = Generator(state: 18)
        for _ in 0..<10 {
            let one = Self.week(&random), other = Self.week(&random)
            let expected = ReviewLog(one + other), cards = expected.cards(now: Self.week)
            #expect(expected.count == one.count + other.count)
            for _ in 0..<100 {
                var left = ReviewLog(), right = ReviewLog()
                for review in (one + other + one.prefix(5)).shuffled(using: &random) {
                    Bool.random(using: &random) ? left.insert(review) : right.insert(review)
                }
                if Bool.random(using: &random) { right.merge(left) }
                left.merge(right)
                #expect(left == expected)
                #expect(left.cards(now: Self.week) == cards)
            }
        }
    }

    private func id(_ number: UInt8) -> RecordID { RecordID(bytes: [UInt8](repeating: 0, count: 15) + [number])! }

    private func review(_ number: UInt8, _ deed: Review.Deed, day: Int64, _ item: String = "가") -> Review {
        Review(id: id(number), item: .character(item), at: Self.begin.adding(seconds: day * 86_400), deed: deed)
    }

    @Test("an undoing takes back what came before it, and an undoing of an undoing brings it again")
    func undoing() {
        let graded = [review(1, .graded(.good), day: 0), review(2, .graded(.again), day: 3)]
        let undo = review(3, .undone(id(2)), day: 3), redo = review(4, .undone(id(3)), day: 4)
        let cards = { (reviews: [Review]) in ReviewLog(reviews).cards(now: Self.week) }
        #expect(cards(graded + [undo]) == cards([graded[0]]))
        #expect(cards(graded + [undo, redo]) == cards(graded))
        #expect(cards([graded[0], review(5, .undone(id(1)), day: 1)]).isEmpty)
        // What is named before it happened, or is not there, changes nothing; two cannot take back each other.
        #expect(cards(graded + [review(0, .undone(id(2)), day: 2)]) == cards(graded))
        #expect(cards(graded + [review(6, .undone(id(99)), day: 5)]) == cards(graded))
        #expect(ReviewLog([review(7, .undone(id(8)), day: 1), review(8, .undone(id(7)), day: 1)]).effective.isEmpty)
    }

    @Test("a reset begins anew, for its item alone")
    func reset() {
        let before = [review(1, .graded(.good), day: 0), review(2, .graded(.good), day: 0, "나")]
        let log = ReviewLog(before + [review(3, .reset, day: 1)])
        #expect(Set(log.cards(now: Self.week).keys) == [.character("나")])
        let again = ReviewLog(before + [review(3, .reset, day: 1), review(4, .graded(.hard), day: 2)])
        #expect(
            again.cards(now: Self.week)[.character("가")]
                == ReviewSchedule().card(nil, after: .hard, at: Self.begin.adding(seconds: 2 * 86_400)))
    }

    @Test("a clock that is a year off is seen and set right, whichever way", arguments: [-365, 365])
    func yearOff(days: Int64) {
        let right = [
            review(1, .graded(.good), day: 0), review(2, .graded(.good), day: 1), review(3, .graded(.again), day: 5),
        ]
        let wrong = right.map {
            Review(id: $0.id, item: $0.item, at: $0.at.adding(seconds: days * 86_400), deed: $0.deed)
        }
        let clock = DeviceClock(sent: Self.week.adding(seconds: days * 86_400), received: Self.week)
        #expect(clock.correction == -days * 86_400_000)
        #expect(ReviewLog(wrong.map(clock.corrected)).cards(now: Self.week) == ReviewLog(right).cards(now: Self.week))
        #expect(DeviceClock(sent: Self.week, received: Self.week.adding(seconds: 200)).correction == 0)
        #expect(
            DeviceClock(sent: Timestamp(milliseconds: .min), received: Timestamp(milliseconds: .max)).correction == 0)
    }

    @Test("a review of next year that nobody corrected does not put anything off until then")
    func uncorrected() throws {
        let log = ReviewLog([review(1, .graded(.good), day: 0), review(2, .graded(.easy), day: 365)])
        let card = try #require(log.cards(now: Self.week)[.character("가")])
        #expect(card.reviewedAt == Self.week)
        #expect(card.dueAt <= Self.week.adding(seconds: 12 * 86_400))
    }

    @Test("two copies of one entry are one, the same one in either order")
    func copies() {
        let one = Review(id: id(1), item: .character("가"), at: Self.begin, correction: 0, deed: .graded(.good))
        let other = Review(id: id(1), item: .character("가"), at: Self.begin, correction: 600_000, deed: .graded(.good))
        #expect(ReviewLog([one, other]) == ReviewLog([other, one]) && ReviewLog([one, other]).count == 1)
        #expect(ReviewLog([other, one]).reviews == [one])
    }

    @Test(
        "items are words and back",
        arguments: [
            ReviewItem.character("가"), .character(":"), .mistake(of: "ㅂ", kind: "order"),
            .mistake(of: "a:b", kind: "x"),
        ])
    func items(item: ReviewItem) { #expect(ReviewItem(key: item.key) == item) }

    @Test("words that are no items", arguments: ["", "c:", "m:", "m:a", "m::x", "m:a:", "가"])
    func noItems(key: String) { #expect(ReviewItem(key: key) == nil) }
}

@Suite("ReviewPlan and WrittenOutcome")
struct ReviewPlanTests {
    private static let begin = Timestamp(milliseconds: 1_772_000_000_000)

    @Test(
        "after a break no day has more than the cap, nothing is left out, and what is most likely forgotten comes first"
    )
    func backlog() {
        let schedule = ReviewSchedule()
        var cards: [ReviewItem: ReviewCard] = [:]
        for number in 0..<55 {
            let first = schedule.card(
                nil, after: number % 2 == 0 ? .easy : .good, at: Self.begin.adding(seconds: Int64(number)))
            cards[.character("\(number)")] = schedule.card(first, after: .easy, at: Self.begin.adding(seconds: 3_600))
        }
        let now = Self.begin.adding(seconds: 60 * 86_400)
        let plan = ReviewPlan(cards, schedule, now: now, cap: 10)
        #expect(plan.days.map(\.count) == [10, 10, 10, 10, 10, 5, 0])
        #expect(Set(plan.days.joined()) == Set(cards.keys))
        let known = plan.today.map { schedule.retrievability(cards[$0]!, at: now) }
        #expect(known == known.sorted())
        let later = plan.days[1].map { schedule.retrievability(cards[$0]!, at: now) }
        #expect(known.last! <= later.first!)
        #expect(ReviewPlan(cards, schedule, now: Self.begin, cap: 10).today.isEmpty)
    }

    @Test(
        "the grade comes from the ink",
        arguments: [
            (WrittenOutcome(isCorrect: true), ReviewGrade.good), (WrittenOutcome(isCorrect: false), .again),
            (WrittenOutcome(isCorrect: true, drawnStrokes: 1), .again),
            (WrittenOutcome(isCorrect: false, help: .ghost), .again),
            (WrittenOutcome(isCorrect: true, help: .ghost), nil),
            (WrittenOutcome(isCorrect: true, help: .fading, longestPause: 1), .hard),
            (WrittenOutcome(isCorrect: true, blemishes: 1, longestPause: 1), .hard),
            (WrittenOutcome(isCorrect: true, longestPause: 5_000), .hard),
            (WrittenOutcome(isCorrect: true, longestPause: 500), .easy),
            (WrittenOutcome(isCorrect: true, longestPause: 2_000), .good),
        ] as [(WrittenOutcome, ReviewGrade?)])
    func grades(outcome: WrittenOutcome, grade: ReviewGrade?) { #expect(outcome.grade == grade) }
}
