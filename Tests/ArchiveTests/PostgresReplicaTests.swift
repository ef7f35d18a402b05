import PostgresArchive
import Records
import Statements
import Testing

/// Whoever has changed something sees it, whichever server is asked.
@Suite("Archives read from replicas what is there already", .serialized, .enabled(if: PostgresServer.programs != nil))
struct PostgresReplicaTests {
    @Test("of a replica that lags nothing stale is read; of one that keeps up much is; of a dead one nothing is missed")
    func readYourWrites() async throws {
        let primary = try PostgresServer(), url = try primary.newDatabase()
        let replica = try PostgresServer(following: primary, settings: ["recovery_min_apply_delay=300ms"])
        let name = String(url.split(separator: "/").last!)
        let archive = try PostgresArchive(url: url, replicas: [replica.url(name)])
        defer { archive.close() }
        let account = Samples.account(), user = account.user.id
        try await archive.add(account, device: nil, invite: nil, once: nil)
        // A replica is asked when there is a connection to it.
        for _ in 0..<100 where await archive.reads().replicas == 0 {
            _ = try await archive.user(user)
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(await archive.reads().replicas > 0)

        #expect(try await stale(archive, user, rounds: 200) == 0)

        try replica.kill()
        #expect(try await stale(archive, user, rounds: 20) == 0)
        try replica.start()
    }

    @Test("of a replica that keeps up, reads that come a moment later are its own")
    func share() async throws {
        let primary = try PostgresServer(), url = try primary.newDatabase()
        let replica = try PostgresServer(following: primary)
        let archive = try PostgresArchive(url: url, replicas: [replica.url(String(url.split(separator: "/").last!))])
        defer { archive.close() }
        let account = Samples.account(), user = account.user.id
        try await archive.add(account, device: nil, invite: nil, once: nil)
        for _ in 0..<100 where await archive.reads().replicas == 0 {
            _ = try await archive.user(user)
            try await Task.sleep(for: .milliseconds(100))
        }
        let before = await archive.reads()
        #expect(try await stale(archive, user, rounds: 100, pause: .milliseconds(20)) == 0)
        let after = await archive.reads()
        let share = Double(after.replicas - before.replicas) / 100
        print("reads that a replica answered 20 ms after a change: \(share)")
        #expect(share > 0.2)
    }

    private static func naming(_ name: String) -> UserChange {
        var change = UserChange()
        change.username = name
        return change
    }

    /// Changes a name again and again, and counts the reads behind it that do not show it.
    private func stale(
        _ archive: PostgresArchive, _ user: RecordID, rounds: Int, pause: Duration = .zero
    ) async throws -> Int {
        var stale = 0
        for round in 0..<rounds {
            let name = "\(round)-\(rounds)"
            _ = try await archive.change(user, Self.naming(name), ifVersion: nil, at: Samples.now)
            if pause > .zero { try await Task.sleep(for: pause) }
            if try await archive.user(user)?.username != name { stale += 1 }
        }
        return stale
    }
}
