import Foundation
import Glibc
import Records
import Testing

@testable import SQLiteArchive
@testable import Statements

@Suite("A database in a file")
struct SQLiteFileTests {
    private func kept(_ folder: TestFolder) async throws -> Credentials {
        let archive = try SQLiteArchive(path: folder.path("a"))
        let account = Samples.account()
        try await archive.add(account, device: nil, invite: nil, once: nil)
        archive.close()
        return account
    }

    @Test("is found again, and is its owner's alone")
    func again() async throws {
        let folder = try TestFolder(), account = try await kept(folder)
        let archive = try SQLiteArchive(path: folder.path("a"))
        #expect(try await archive.user(account.user.id) == account.user)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path("a"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
        archive.close()
        await #expect(throws: ArchiveError.unavailable("it was closed")) { try await archive.probe() }
        await #expect(throws: ArchiveError.unavailable("it was closed")) { try await archive.remove(account.user.id) }
    }

    @Test("can be used by several at once")
    func several() async throws {
        let folder = try TestFolder(), account = try await kept(folder), id = account.user.id
        let archives = try (0..<3).map { _ in try SQLiteArchive(path: folder.path("a")) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, archive) in archives.enumerated() {
                for place in 0..<50 {
                    group.addTask {
                        let attempt = Samples.attempt(of: id, session: "\(number)", place: Int64(place))
                        try await archive.append([attempt], once: nil)
                    }
                }
            }
            try await group.waitForAll()
        }
        for archive in archives {
            #expect(try await archive.attempts(of: id, after: nil, limit: 500).items.count == 150)
            archive.close()
        }
    }

    @Test("of a newer program is refused, and one of another program")
    func newer() async throws {
        let folder = try TestFolder()
        _ = try await kept(folder)
        let connection = try SQLiteConnection(path: folder.path("a"), isReader: false)
        let known = Migration.all.count
        try connection.run("INSERT INTO migrations VALUES (\(known + 1), 'later', 0, 0)")
        #expect(throws: ArchiveError.newer(found: known + 1, known: known)) {
            try SQLiteArchive(path: folder.path("a"))
        }
        try connection.run("DELETE FROM migrations WHERE version > \(known)")
        try connection.run("UPDATE migrations SET checksum = 1 WHERE version = 2")
        #expect { try SQLiteArchive(path: folder.path("a")) } throws: {
            ($0 as? ArchiveError)?.code == "archive_unsuitable"
        }
    }

    @Test("is migrated from every version, step by step", arguments: 0..<Migration.all.count)
    func migrations(done: Int) async throws {
        let folder = try TestFolder()
        try DatabaseFile.prepare(folder.path("a"))
        let connection = try SQLiteConnection(path: folder.path("a"), isReader: false)
        try connection.run(SQLiteConnection.own(Migration.table))
        for step in Migration.all[..<done] {
            for statement in step.statements { try connection.run(SQLiteConnection.own(statement)) }
            _ = try connection.rows(step.record(at: Samples.now))
        }
        let archive = try SQLiteArchive(path: folder.path("a"))
        try await archive.add(Samples.account(), device: nil, invite: nil, once: nil)
        archive.close()
    }

    @Test("that is none, or is damaged, is told as that")
    func damaged() async throws {
        let folder = try TestFolder()
        try Data(repeating: 7, count: 9_000).write(to: URL(fileURLWithPath: folder.path("b")))
        #expect { try SQLiteArchive(path: folder.path("b")) } throws: {
            ($0 as? ArchiveError)?.code == "archive_damaged"
        }
        _ = try await kept(folder)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("a")))
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(repeating: 0xFF, count: 60_000))
        try file.close()
        await #expect {
            let archive = try SQLiteArchive(path: folder.path("a"))
            defer { archive.close() }
            try await archive.add(Samples.account(), device: nil, invite: nil, once: nil)
        } throws: { ($0 as? ArchiveError)?.code == "archive_damaged" }
    }

    @Test("that is locked by another program is busy, and then is not")
    func locked() async throws {
        let folder = try TestFolder()
        _ = try await kept(folder)
        let archive = try SQLiteArchive(path: folder.path("a"))
        let other = try SQLiteConnection(path: folder.path("a"), isReader: false)
        try other.run("BEGIN IMMEDIATE")
        // Reads do not wait for whoever writes.
        try await archive.probe()
        await #expect(throws: ArchiveError.busy) {
            try await archive.add(Samples.account(), device: nil, invite: nil, once: nil)
        }
        try other.run("ROLLBACK")
        try await archive.add(Samples.account(), device: nil, invite: nil, once: nil)
        archive.close()
    }

    @Test("that may not grow says that the disk is full, and what was there stays")
    func full() async throws {
        let folder = try TestFolder(), account = try await kept(folder), id = account.user.id
        let connection = try SQLiteConnection(path: folder.path("a"), isReader: false)
        let pages = try connection.rows(Statement("PRAGMA page_count", []))[0].all[0]
        guard case .integer(let count) = pages else { return #expect(Bool(false)) }
        try connection.run("PRAGMA max_page_count = \(count + 4)")
        let writer = SQLiteWriter(connection)
        let failures = await withTaskGroup(of: ArchiveError?.self) { group in
            for place in 0..<200 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        let statement = Samples.attempt(of: id, place: Int64(place)).statement
                        writer.submit(
                            .init(
                                run: { connection throws(ArchiveError) in _ = try connection.rows(statement) },
                                end: { continuation.resume(returning: $0) }))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures.contains(.full))
        #expect(failures.allSatisfy { $0 == nil || $0 == .full })
        writer.close()
        let archive = try SQLiteArchive(path: folder.path("a"))
        let kept = try await archive.attempts(of: id, after: nil, limit: 500).items.count
        #expect(kept == failures.filter { $0 == nil }.count)
        archive.close()
    }

    @Test("in a folder that is not there cannot be reached")
    func nowhere() {
        #expect { try SQLiteArchive(path: "/nowhere/at/all") } throws: {
            ($0 as? ArchiveError)?.code == "archive_unavailable"
        }
    }

    @Test(
        "on a network file system is refused with a sentence", arguments: [0x6969, 0xFF53_4D42, 0x0102_1997] as [UInt])
    func network(number: UInt) {
        guard case .unsuitable(let sentence)? = DatabaseFile.refusal(of: number, path: "/mnt/a") else {
            return #expect(Bool(false))
        }
        #expect(sentence.contains("/mnt/a") && sentence.contains("--database"))
        #expect(DatabaseFile.refusal(of: 0xEF53, path: "/a") == nil)
    }
}
