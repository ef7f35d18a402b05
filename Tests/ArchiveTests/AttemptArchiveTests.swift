import Records
import Testing

@Suite("Archives keep attempts")
struct AttemptArchiveTests {
    private func user(_ archive: any Archive) async throws -> RecordID {
        let account = Samples.account()
        try await archive.add(account, device: nil, invite: nil, once: nil)
        return account.user.id
    }

    @Test("once whatever dies; of two nodes' the later epoch's stands", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let user = try await user(archive)
        let first = Samples.attempt(of: user, epoch: 2)
        try await archive.append([first], once: nil)
        try await archive.append([Samples.attempt(of: user, epoch: 2, seconds: 3)], once: nil)
        try await archive.append([Samples.attempt(of: user, epoch: 1, seconds: 4)], once: nil)
        #expect(try await archive.attempts(of: user, after: nil, limit: 10).items == [first])
        var later = Samples.attempt(of: user, epoch: 3, seconds: 5, faults: ["order.wrong"])
        try await archive.append([later, Samples.attempt(of: user, place: 1, seconds: 6)], once: nil)
        later.summary.id = first.summary.id
        #expect(try await archive.attempt(first.summary.id, of: user) == later)
        #expect(try await archive.attempts(of: user, after: nil, limit: 10).items.count == 2)
    }

    @Test("are somebody's own", arguments: Engine.allCases)
    func own(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let one = try await user(archive), other = try await user(archive)
        let attempt = Samples.attempt(of: one)
        try await archive.append([attempt, Samples.attempt(of: other)], once: nil)
        #expect(try await archive.attempt(attempt.summary.id, of: one) == attempt)
        #expect(try await archive.attempt(attempt.summary.id, of: other) == nil)
        #expect(try await archive.attempts(of: one, AttemptFilter(), after: nil, limit: 9).items == [attempt.summary])
    }

    @Test("history is filtered, newest first, in pages", arguments: Engine.allCases)
    func history(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let user = try await user(archive)
        var attempts: [Attempt] = []
        for place in Int64(0)..<12 {
            var attempt = Samples.attempt(
                of: user, place: place, character: place % 2 == 0 ? "한" : "글", seconds: place,
                faults: place % 3 == 0 ? ["order.wrong", "shape.off"] : [])
            if place == 11 { attempt.summary.lesson = nil }
            attempts.append(attempt)
        }
        try await archive.append(attempts, once: nil)
        func ids(_ change: (inout AttemptFilter) -> Void) async throws -> [Int64] {
            var filter = AttemptFilter(), seen: [Int64] = [], after: RecordID?
            change(&filter)
            repeat {
                let page = try await archive.attempts(of: user, filter, after: after, limit: 5)
                seen += page.items.map(\.source.place)
                after = page.next
            } while after != nil
            return seen
        }
        #expect(try await ids { _ in } == (0..<12).reversed())
        #expect(try await ids { $0.character = "글" } == [11, 9, 7, 5, 3, 1])
        #expect(try await ids { $0.isCorrect = false } == [9, 6, 3, 0])
        #expect(try await ids { $0.isCorrect = true }.count == 8)
        #expect(try await ids { $0.fault = "shape.off" } == [9, 6, 3, 0])
        #expect(try await ids { $0.fault = "shape" }.isEmpty)
        #expect(try await ids { $0.fault = "%" }.isEmpty)
        #expect(try await ids { $0.lesson = "hangul-1" }.count == 11)
        #expect(try await ids { $0.text = "한글" }.count == 12)
        #expect(try await ids { $0.text = "한" }.isEmpty)
        #expect(
            try await ids {
                $0.from = Samples.now.adding(seconds: 3)
                $0.to = Samples.now.adding(seconds: 6)
            } == [5, 4, 3])
    }

    @Test("are taken from whoever cannot wait, in thousands", arguments: Engine.allCases)
    func handedOver(engine: Engine) async throws {
        let test = try engine.open(), archive = test.archive
        let user = try await user(archive)
        await withTaskGroup(of: Void.self) { group in
            for place in Int64(0)..<2_000 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        archive.append([Samples.attempt(of: user, place: place)]) { result in
                            if case .failure(let error) = result { Issue.record(error) }
                            continuation.resume()
                        }
                    }
                }
            }
        }
        var count = 0, after: RecordID?
        repeat {
            let page = try await archive.attempts(of: user, after: after, limit: 700)
            count += page.items.count
            after = page.next
        } while after != nil
        #expect(count == 2_000)
    }
}
