internal import Accounts
internal import Records
internal import Transport
internal import Wire

/// What to write today, and what became of it.
extension API {
    static let learning = [
        Endpoint(.get, "/api/v1/learning/lessons") { call throws(Problem) in
            let user = try call.user
            let (course, script) = try call.query { ($0.text("course", 1...100), $0.text("script", 1...100)) }
            let progress = try await progress(of: user.user, call)
            let plans = LessonPlan.all.filter {
                (course == nil || $0.course == course) && (script == nil || $0.script == script)
            }
            return HTTPResponse { json in
                json.member("items")
                json.objects(plans) { $0.members(of: $1, progress[$1.id]) }
                json.member("next", nil as String?)
            }
        },
        Endpoint(.get, "/api/v1/learning/lessons/{lesson}") { call throws(Problem) in
            let user = try call.user
            guard let id = call.routed["lesson"], let plan = LessonPlan.all.first(where: { $0.id == id }) else {
                throw .notFound
            }
            let progress = try await progress(of: user.user, call)
            return HTTPResponse { json in
                json.members(of: plan, progress[id])
                json.member("characters", plan.characters)
                json.member("words", plan.words)
                json.member("builds_on", plan.buildsOn)
                json.member("goal")
                json.object { json in
                    json.member("times", plan.goal.times)
                    json.member("from_memory", plan.goal.fromMemory)
                }
            }
        },
        Endpoint(.get, "/api/v1/learning/reviews") { call throws(Problem) in
            let cap = try call.query { $0.limit(most: 1_000, otherwise: 100) }
            let events = try await reviewEvents(call)
            return try await call.judged {
                let schedule = ReviewSchedule(), cards = log(of: events).cards(schedule, now: call.now)
                let due = ReviewPlan(cards, schedule, now: call.now, cap: cap, length: 1).today
                return HTTPResponse { json in
                    json.member("items")
                    json.objects(due.compactMap { item in cards[item].map { (item, $0) } }) { json, due in
                        json.members(of: due.0, due.1, schedule, at: call.now)
                    }
                    json.member("next", nil as String?)
                }
            }
        },
        Endpoint(.post, "/api/v1/learning/reviews", body: 256 * 1024) { call throws(Problem) in
            try await take(call)
        },
        Endpoint(.get, "/api/v1/learning/progress") { call throws(Problem) in
            let user = try call.user
            let events = try await reviewEvents(call), progress = try await progress(of: user.user, call)
            return try await call.judged {
                let log = log(of: events), schedule = ReviewSchedule()
                let cards = log.cards(schedule, now: call.now).sorted { $0.key < $1.key }
                return HTTPResponse { json in
                    json.member("lessons")
                    json.objects(LessonPlan.all.filter { progress[$0.id] != nil }) { json, plan in
                        json.member("id", plan.id)
                        json.members(of: progress[plan.id])
                    }
                    json.member("known")
                    json.objects(cards) { $0.members(of: $1.key, $1.value, schedule, at: call.now) }
                    json.member("reviews", log.effective.count)
                    json.member("days_in_a_row", daysInARow(log, now: call.now))
                }
            }
        },
    ]

    private static func progress(of user: RecordID, _ call: Call) async throws(Problem) -> [String: LessonProgress] {
        let kept = try await call.archived { try await $0.progress(of: user) }
        return Dictionary(kept.map { ($0.lesson, $0) }) { first, _ in first }
    }

    private static func reviewEvents(_ call: Call) async throws(Problem) -> [ReviewEvent] {
        let user = try call.user
        var events: [ReviewEvent] = [], after: RecordID?
        repeat {
            let page = try await call.archived { try await $0.reviews(of: user.user, after: after, limit: 2_000) }
            events += page.items
            after = page.next
        } while after != nil
        return events
    }

    private static func log(of events: [ReviewEvent]) -> ReviewLog { ReviewLog(events.compactMap { Review($0) }) }

    /// Days of 24 hours, back from now, in each of which something was written; today need not be one yet.
    private static func daysInARow(_ log: ReviewLog, now: Timestamp) -> Int {
        let days = Set(log.effective.map { max(0, now.milliseconds - $0.time.milliseconds) / 86_400_000 })
        var day: Int64 = days.contains(0) ? 0 : 1, count = 0
        while days.contains(day) {
            count += 1
            day += 1
        }
        return count
    }

    /// Most events of one batch.
    private static let mostEvents = 500

    private static func take(_ call: Call) async throws(Problem) -> HTTPResponse {
        let user = try call.user
        let events = try call.fields { fields throws(Problem) in
            _ = fields.needed("items")
            let clock = DeviceClock(sent: fields.time("sent_at") ?? call.now, received: call.now)
            var events: [ReviewEvent] = []
            for (place, item) in (fields.list("items", 1...mostEvents) ?? []).enumerated() {
                var item = try Fields(item, at: "/items/\(place)")
                let event = read(&item, user.user, clock)
                do throws(Problem) { try item.finish() } catch {
                    fields.take(error.faults)
                    continue
                }
                if let event { events.append(event) }
            }
            return events
        }
        let response = HTTPResponse(.created) { $0.member("taken", events.count) }
        return try await call.once(response) { try await $0.append(events, once: $1) }
    }

    private static func read(_ item: inout Fields, _ user: RecordID, _ clock: DeviceClock) -> ReviewEvent? {
        let id = item.id("id"), key = item.neededText("item", 3...200)
        _ = item.needed("at")
        let at = item.time("at"), grade = item.integer("grade", in: 1...4), resets = item.bool("reset")
        let undoes = item.text("undo", 36...36)
        if ReviewItem(key: key) == nil {
            item.fault("item", "field_invalid", "This is c:<character> or m:<part>:<kind of mistake>.")
        }
        if let undoes, RecordID(undoes) == nil { item.fault("undo", "field_invalid", "This is an id: a UUID.") }
        if [grade != nil, resets == true, undoes != nil].filter({ $0 }).count != 1 {
            item.fault("grade", "field_invalid", "An event is one of a grade, a reset and an undoing.")
        }
        guard let id, let at else { return nil }
        var json = JSONWriter()
        json.object { json in
            if let grade { json.member("grade", grade) }
            if resets == true { json.member("reset", true) }
            if let undoes { json.member("undo", undoes) }
            if clock.correction != 0 { json.member("correction", Int(clock.correction)) }
        }
        return ReviewEvent(
            id: id, user: user, item: key, at: at, document: String(decoding: json.bytes, as: UTF8.self))
    }
}

extension Review {
    /// An event as it was kept; nil for what a newer program has kept.
    fileprivate init?(_ event: ReviewEvent) {
        guard let item = ReviewItem(key: event.item),
            case .object(let members)? = try? JSONTree(Array(event.document.utf8))
        else { return nil }
        var deed: Deed?, correction: Int64 = 0
        for member in members {
            switch (member.name, member.value) {
            case ("grade", .number(let number)):
                deed = Int(exactly: number).flatMap(ReviewGrade.init(rawValue:)).map { .graded($0) }
            case ("reset", .bool(true)): deed = .reset
            case ("undo", .string(let text)): deed = RecordID(text).map { .undone($0) }
            case ("correction", .number(let number)): correction = Int64(exactly: number) ?? 0
            default: break
            }
        }
        guard let deed else { return nil }
        self.init(id: event.id, item: item, at: event.at, correction: correction, deed: deed)
    }
}

extension JSONWriter {
    fileprivate mutating func members(of plan: LessonPlan, _ progress: LessonProgress?) {
        member("id", plan.id)
        member("course", plan.course)
        member("script", plan.script)
        member("title")
        object { json in
            json.member("en", plan.title.english)
            json.member("ko", plan.title.korean)
            json.member("ja", plan.title.japanese)
            json.member("zh", plan.title.chinese)
        }
        members(of: progress)
    }

    fileprivate mutating func members(of progress: LessonProgress?) {
        member("completed_at", progress?.completedAt)
        member("best_score")
        if let progress { fraction(progress.score) } else { raw("null") }
    }

    fileprivate mutating func members(
        of item: ReviewItem, _ card: ReviewCard, _ schedule: ReviewSchedule, at now: Timestamp
    ) {
        member("item", item.key)
        member("due_at", card.dueAt)
        member("reviewed_at", card.reviewedAt)
        member("stability")
        double((card.memory.stability * 10_000).rounded() / 10_000)
        member("known", share: schedule.retrievability(card, at: now))
        member("successes", card.successes)
        member("lapses", card.lapses)
    }
}
