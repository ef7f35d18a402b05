import Records
import Testing

@Suite("Archives keep classes and lessons")
struct ClassArchiveTests {
    private func user(_ archive: any Archive) async throws -> RecordID {
        let account = Samples.account()
        try await archive.add(account, device: nil, invite: nil, once: nil)
        return account.user.id
    }

    @Test("a class is joined by its code, changed by version, and removed", arguments: Engine.allCases)
    func classes(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let teacher = try await user(archive), learner = try await user(archive)
        let made = Classroom(id: Samples.id(), owner: teacher, name: "1-2", code: "ABC", createdAt: Samples.now)
        try await archive.add(made, once: nil)
        let other = Classroom(id: Samples.id(1), owner: teacher, name: "1-3", code: "ABC", createdAt: Samples.now)
        await #expect(throws: ArchiveError.taken(.code)) { try await archive.add(other, once: nil) }
        await #expect(throws: ArchiveError.missing) {
            try await archive.join(code: "XYZ", user: learner, at: Samples.now)
        }
        for _ in 0..<2 { #expect(try await archive.join(code: "ABC", user: learner, at: Samples.now) == made) }
        #expect(
            try await archive.members(of: made.id) == [Member(user: learner, username: "민지", joinedAt: Samples.now)])
        #expect(try await archive.classrooms(of: learner) == [made])
        #expect(try await archive.classrooms(of: teacher) == [made])
        let changed = try await archive.changeClass(made.id, name: "2-2", code: nil, ifVersion: 1, at: Samples.now)
        #expect(changed.name == "2-2" && changed.code == "ABC" && changed.version == 2)
        await #expect(throws: ArchiveError.changed) {
            try await archive.changeClass(made.id, name: "3", code: nil, ifVersion: 1, at: Samples.now)
        }
        await #expect(throws: ArchiveError.missing) {
            try await archive.changeClass(other.id, name: "3", code: nil, ifVersion: nil, at: Samples.now)
        }
        try await archive.append(
            [
                Samples.attempt(of: learner), Samples.attempt(of: learner, place: 1, faults: ["shape.off"]),
                Samples.attempt(of: learner, place: 2, character: "글", seconds: 9), Samples.attempt(of: teacher),
            ], once: nil)
        let progress = try await archive.progress(ofClass: made.id, since: Samples.now)
        #expect(progress.map(\.character).sorted() == ["글", "한"])
        let han = try #require(progress.first { $0.character == "한" })
        #expect(han.attempts == 2 && han.correct == 1 && han.lastAt == Samples.now && abs(han.score - 0.93) < 1e-9)
        try await archive.leave(made.id, user: learner)
        await #expect(throws: ArchiveError.missing) { try await archive.leave(made.id, user: learner) }
        try await archive.removeClass(made.id)
        await #expect(throws: ArchiveError.missing) { try await archive.removeClass(made.id) }
    }

    @Test("an assignment is its class's", arguments: Engine.allCases)
    func assignments(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let teacher = try await user(archive)
        let made = Classroom(id: Samples.id(), owner: teacher, name: "1-2", code: "ABC", createdAt: Samples.now)
        let task = Assignment(
            id: Samples.id(), classroom: made.id, title: "숙제", texts: ["한글", "가 나"], lessons: [], until: nil,
            createdAt: Samples.now)
        await #expect(throws: ArchiveError.missing) { try await archive.add(task, once: nil) }
        try await archive.add(made, once: nil)
        try await archive.add(task, once: nil)
        #expect(try await archive.assignments(of: made.id) == [task])
        await #expect(throws: ArchiveError.missing) {
            try await archive.removeAssignment(task.id, of: Samples.id())
        }
        try await archive.removeAssignment(task.id, of: made.id)
        #expect(try await archive.assignments(of: made.id).isEmpty)
    }

    @Test("review events are kept once, in the order of their ids", arguments: Engine.allCases)
    func reviews(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let user = try await user(archive)
        let events = (0..<5).map { second in
            ReviewEvent(id: Samples.id(Int64(second)), user: user, item: "한", at: Samples.now, document: "{}")
        }
        try await archive.append(Array(events[2...]), once: nil)
        try await archive.append(events.reversed(), once: nil)
        let page = try await archive.reviews(of: user, after: nil, limit: 3)
        #expect(page.items == Array(events[..<3]))
        #expect(try await archive.reviews(of: user, after: page.next, limit: 3).items == Array(events[3...]))
        let orphan = ReviewEvent(id: Samples.id(), user: Samples.id(), item: "", at: Samples.now, document: "{}")
        await #expect(throws: ArchiveError.missing) { try await archive.append([orphan], once: nil) }
    }

    @Test("lessons are their makers', progress only grows", arguments: Engine.allCases)
    func lessons(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let one = try await user(archive), other = try await user(archive)
        func lesson(_ id: String, of owner: RecordID?, title: String = "t") -> Lesson {
            Lesson(
                id: id, owner: owner, course: "c", script: "hangul", title: title, place: 1, document: "{}",
                createdAt: Samples.now)
        }
        try await archive.put(lesson("a", of: nil))
        try await archive.put(lesson("b", of: one))
        try await archive.put(lesson("b", of: one, title: "u"))
        await #expect(throws: ArchiveError.taken(.id)) { try await archive.put(lesson("b", of: other)) }
        await #expect(throws: ArchiveError.taken(.id)) { try await archive.put(lesson("a", of: other)) }
        #expect(
            try await archive.lessons(seenBy: one) == [lesson("a", of: nil), lesson("b", of: one, title: "u")])
        #expect(try await archive.lessons(seenBy: other).map(\.id) == ["a"])
        #expect(try await archive.lessons(seenBy: nil).map(\.id) == ["a"])
        await #expect(throws: ArchiveError.missing) { try await archive.removeLesson("b", of: other) }
        try await archive.removeLesson("b", of: one)
        for (score, done) in [(0.5, nil), (0.9, Samples.now), (0.7, Samples.now.adding(seconds: 9))] {
            try await archive.put(
                LessonProgress(id: Samples.id(), user: one, lesson: "a", completedAt: done, score: score))
        }
        let progress = try await archive.progress(of: one)
        #expect(progress.count == 1 && progress[0].score == 0.9 && progress[0].completedAt == Samples.now)
    }
}
