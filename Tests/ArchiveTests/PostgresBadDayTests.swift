import PostgresArchive
import Records
import Statements
import Synchronization
import Testing

/// What becomes of those who ask while the server is away, and after it.
@Suite("Archives on a server outlive its bad days", .serialized, .enabled(if: PostgresServer.programs != nil))
struct PostgresBadDayTests {
    private static func limits(_ patience: Int) -> PostgresLimits {
        var limits = PostgresLimits()
        limits.connections = 4
        limits.patienceMilliseconds = patience
        return limits
    }

    /// What the writers and their test tell each other.
    private final class Notes: Sendable {
        let promised = Mutex<Set<String>>([])
        let isOver = Mutex(false)
    }

    @Test("killed under its writers and started again: nothing that was promised is lost, and nothing is half done")
    func killed() async throws {
        let server = try PostgresServer()
        let archive = try PostgresArchive(url: server.newDatabase(), limits: Self.limits(20_000))
        defer { archive.close() }
        let account = Samples.account(), user = account.user.id
        try await archive.add(account, device: nil, invite: nil, once: nil)
        let notes = Notes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var number = 0
                    while !notes.isOver.withLock({ $0 }) {
                        let session = "\(writer)-\(number)"
                        let pair = (0..<2).map { Samples.attempt(of: user, session: session, place: Int64($0)) }
                        number += 1
                        do throws(ArchiveError) {
                            try await archive.append(pair, once: nil)
                            notes.promised.withLock { _ = $0.insert(session) }
                        } catch {
                            #expect(error.isOfTheArchive, "\(error)")
                        }
                    }
                }
            }
            for _ in 0..<3 {
                try await Task.sleep(for: .milliseconds(300))
                try server.kill()
                try server.start()
            }
            try await Task.sleep(for: .milliseconds(300))
            notes.isOver.withLock { $0 = true }
            try await group.waitForAll()
        }
        var kept: [String: Int] = [:], after: RecordID?
        repeat {
            let page = try await archive.attempts(of: user, AttemptFilter(), after: after, limit: 500)
            for attempt in page.items { kept[attempt.source.session, default: 0] += 1 }
            after = page.next
        } while after != nil
        #expect(kept.values.allSatisfy { $0 == 2 })
        let wasPromised = notes.promised.withLock { $0 }
        #expect(!wasPromised.isEmpty)
        #expect(wasPromised.allSatisfy { kept[$0] == 2 })
    }

    @Test("away: unavailable, within the deadline; back: served")
    func away() async throws {
        let server = try PostgresServer()
        let archive = try PostgresArchive(url: server.newDatabase(), limits: Self.limits(1_000))
        defer { archive.close() }
        try await archive.probe()
        try server.kill()
        try await Self.isUnavailable(archive)
        try server.start()
        try await Self.isServed(archive)
    }

    @Test("slow: unavailable, within the deadline; quick again: served")
    func slow() async throws {
        let server = try PostgresServer()
        let archive = try PostgresArchive(url: server.newDatabase(), limits: Self.limits(1_000))
        defer { archive.close() }
        try await archive.probe()
        try server.freeze()
        try await Self.isUnavailable(archive)
        try server.thaw()
        try await Self.isServed(archive)
    }

    private static func isUnavailable(_ archive: PostgresArchive) async throws {
        let clock = ContinuousClock()
        for _ in 0..<2 {
            let start = clock.now
            do throws(ArchiveError) {
                try await archive.probe()
                Issue.record("somebody answered")
            } catch {
                #expect(error.code == "archive_unavailable")
            }
            #expect(clock.now - start < .seconds(3))
        }
    }

    private static func isServed(_ archive: PostgresArchive) async throws {
        for _ in 0..<20 {
            do throws(ArchiveError) { return try await archive.probe() } catch { #expect(error.isOfTheArchive) }
        }
        Issue.record("nobody answers any more")
    }

    @Test("a server that is not there is said to be unavailable, and a URL that is none is unsuitable")
    func nowhere() throws {
        let away = #expect(throws: ArchiveError.self) {
            try PostgresArchive(url: "postgresql://pilsun@127.0.0.1:1/none")
        }
        #expect(away?.code == "archive_unavailable")
        let wrong = #expect(throws: ArchiveError.self) { try PostgresArchive(url: "postgresql://a:secret@[") }
        #expect(wrong?.code == "archive_unsuitable")
        #expect(wrong.map { !"\($0)".contains("secret") } ?? false)
    }

    @Test("a database of a newer program is refused; opening one from several nodes at once makes it once")
    func versions() async throws {
        let server = try PostgresServer.shared.get(), url = try server.newDatabase()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try PostgresArchive(url: url).close() } }
            try await group.waitForAll()
        }
        try server.run("INSERT INTO migrations VALUES (1000, 'later', 1, now())", in: url)
        let error = #expect(throws: ArchiveError.self) { try PostgresArchive(url: url) }
        #expect(error?.code == "archive_newer")
    }
}
