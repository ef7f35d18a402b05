import Cluster
import Testing
import Wire

@Suite("Logs that others read with a real Redis", .serialized)
struct FollowedLogTests {
    private static let image = LogImage(
        position: LogPosition(epoch: 5, ink: 3), head: Array("head".utf8),
        base: Checkpoint(ink: 2, output: 7, character: 1),
        results: [CharacterLine(character: 0, text: Array("r".utf8))], blocks: [1, 0, 255])

    private static func item(_ epoch: UInt64, _ ink: UInt64) -> LogItem {
        LogItem(position: LogPosition(epoch: epoch, ink: ink), blocks: [UInt8(ink), 13, 10])
    }

    private struct Pair {
        let redis: RedisProcess
        let owner: StoreRunner
        let reader: StoreRunner

        init() throws {
            redis = try RedisProcess()
            owner = try StoreRunner(["redis://127.0.0.1:\(redis.port)"])
            reader = try StoreRunner(["redis://127.0.0.1:\(redis.port)"])
            try #require(owner.waitUntilUsable() && reader.waitUntilUsable())
        }

        func stop() {
            owner.stop()
            reader.stop()
        }
    }

    @Test("a reader gets all of a log, then what lies behind its position, and changes nothing")
    func reading() throws {
        let pair = try Pair()
        defer { pair.stop() }
        #expect(pair.reader.read(session: "s", after: nil) == .missing)
        #expect(pair.owner.perform(.write(Self.image), session: "s") == .stored)
        let stored = StoredLog(
            head: Self.image.head, base: Self.image.base, results: Self.image.results,
            items: [LogItem(position: Self.image.position, blocks: Self.image.blocks)])
        #expect(pair.reader.read(session: "s", after: nil) == .whole(stored, upTo: Self.image.position))
        #expect(pair.reader.read(session: "s", after: Self.image.position) == .more([], upTo: Self.image.position))
        for ink: UInt64 in 4...6 { #expect(pair.owner.perform(.append(Self.item(5, ink)), session: "s") == .stored) }
        let more = FollowedLog.more([Self.item(5, 5), Self.item(5, 6)], upTo: LogPosition(epoch: 5, ink: 6))
        #expect(pair.reader.read(session: "s", after: LogPosition(epoch: 5, ink: 4)) == more)
        // Another owner has taken over: that is an item as well.
        _ = pair.reader.attach(session: "s", epoch: 8)
        #expect(
            pair.owner.read(session: "s", after: LogPosition(epoch: 5, ink: 6))
                == .more(
                    [LogItem(position: LogPosition(epoch: 8, ink: 0), blocks: [])], upTo: LogPosition(epoch: 8, ink: 0))
        )
        #expect(pair.owner.perform(.look, session: "s") == .top(LogPosition(epoch: 8, ink: 0), isOwn: false))
    }

    @Test("an owner hears that it is followed, and its readers that there is more; nobody listens any more at the end")
    func announcing() throws {
        let pair = try Pair()
        defer { pair.stop() }
        #expect(pair.owner.perform(.write(Self.image), session: "s") == .stored)
        #expect(pair.owner.announceInk(of: "s") == 0)
        _ = pair.reader.ask { store, answer in
            store.follow(session: "s", server: 0)
            answer(true)
        }
        // The first one says that from now on nothing is missed.
        #expect(pair.reader.wait { pair.reader.heard == [.ink(of: "s")] })
        _ = pair.reader.read(session: "s", after: nil, tellsOwner: true)
        #expect(pair.owner.wait { pair.owner.heard == [.followed("s")] })
        #expect(pair.owner.announceInk(of: "s") == 1)
        #expect(pair.reader.wait { pair.reader.heard.count == 2 })
        _ = pair.reader.ask { store, answer in
            store.unfollow(session: "s", server: 0)
            answer(true)
        }
        #expect(pair.owner.wait { pair.owner.announceInk(of: "s") == 0 })
    }

    @Test("whoever follows is told again after the connection was lost")
    func followingAgain() throws {
        let pair = try Pair()
        defer { pair.stop() }
        _ = pair.reader.ask { store, answer in
            store.follow(session: "s", server: 0)
            answer(true)
        }
        #expect(pair.reader.wait { pair.reader.heard == [.ink(of: "s")] })
        pair.redis.kill()
        try pair.redis.start()
        try #require(pair.owner.waitUntilUsable())
        #expect(pair.reader.wait { pair.reader.heard == [.ink(of: "s"), .ink(of: "s")] })
        #expect(pair.owner.wait { pair.owner.announceInk(of: "s") == 1 })
    }
}
