import Characters
import Cluster
import Ink
import Testing
import Wire

@Suite("LogStore with a real Redis", .serialized)
struct LogStoreTests {
    private static func image(_ epoch: UInt64, _ ink: UInt64, base: Checkpoint, results: [CharacterLine]) -> LogImage {
        LogImage(
            position: LogPosition(epoch: epoch, ink: ink), head: Array("head".utf8), base: base, results: results,
            blocks: [UInt8(truncatingIfNeeded: ink), 0, 255, 10, 13])
    }

    @Test("scripts and commands keep the promises of the simulated store", arguments: [1, 2, 3] as [UInt64])
    func sameAsSimulated(seed: UInt64) throws {
        let redis = try RedisProcess()
        let stores = try [
            StoreRunner(["redis://127.0.0.1:\(redis.port)"], node: "a"),
            StoreRunner(["redis://127.0.0.1:\(redis.port)"], node: "b"),
        ]
        defer { for store in stores { store.stop() } }
        for store in stores { try #require(store.waitUntilUsable()) }
        var random = SplitMix64(seed: seed), simulated = SimulatedStore()
        for step in 0..<600 {
            let store = stores[Int(random.next() % 2)]
            let epoch = 1 + random.next() % 6 + UInt64(step / 40), ink = random.next() % 20
            let base = Checkpoint(ink: random.next() % 8, output: random.next() % 9, character: Int(random.next() % 4))
            let lines = [CharacterLine(character: Int(random.next() % 3), text: Array("r\(step)".utf8))]
            let command: LogCommand
            switch random.next() % 12 {
            case 0, 1: command = .write(Self.image(epoch, ink, base: base, results: lines))
            case 2...6:
                let item = LogItem(position: LogPosition(epoch: epoch, ink: ink), blocks: [1, 2, UInt8(step % 256)])
                command = .append(item)
            case 7:
                command = .trim(
                    LogTrim(
                        epoch: epoch, base: base, results: lines,
                        first: LogPosition(epoch: epoch, ink: random.next() % 20)))
            case 8: command = .look
            case 9 where step % 5 == 0:
                redis.say("FLUSHALL")
                simulated.log = nil
                continue
            default:
                let expected = simulated.attach(epoch, owner: store.name)
                #expect(store.attach(session: "s", epoch: epoch) == LogAttachment(expected), "step \(step)")
                continue
            }
            let expected = simulated.perform(command, owner: store.name)
            let reply = store.perform(command, session: "s")
            if case .append = command, case .refused = expected {
                guard case .refused? = reply else {
                    Issue.record("step \(step): \(String(describing: reply))")
                    continue
                }
            } else {
                #expect(reply == expected, "step \(step): \(command)")
            }
        }
    }

    @Test("whoever takes a session over says so to the owner before")
    func announcement() throws {
        let redis = try RedisProcess()
        let old = try StoreRunner(["redis://127.0.0.1:\(redis.port)"]),
            new = try StoreRunner(
                ["redis://127.0.0.1:\(redis.port)"])
        defer {
            old.stop()
            new.stop()
        }
        try #require(old.waitUntilUsable())
        try #require(new.waitUntilUsable())
        let image = Self.image(5, 0, base: .beginning, results: [])
        #expect(old.perform(.write(image), session: "s") == .stored)
        guard case .attached(let log, let before, let owner)? = new.attach(session: "s", epoch: 9) else {
            Issue.record("not attached")
            return
        }
        #expect(before == LogPosition(epoch: 5, ink: 0))
        #expect(owner == old.name)
        #expect(log.head == image.head)
        _ = new.ask { store, answer in
            store.announce(session: "s", server: 0, epoch: 9, to: owner)
            answer(true)
        }
        #expect(old.wait { old.heard == [.taken("s", epoch: 9)] })
        // An asker that has the log already is not sent it again.
        guard case .attached(let short, _, _)? = old.attach(session: "s", epoch: 10, known: 9) else {
            Issue.record("not attached")
            return
        }
        #expect(short.items.isEmpty)
    }

    @Test("logs expire")
    func expiry() throws {
        let redis = try RedisProcess()
        let store = try StoreRunner(["redis://127.0.0.1:\(redis.port)"]) { $0.ttlMilliseconds = 150 }
        defer { store.stop() }
        try #require(store.waitUntilUsable())
        #expect(store.perform(.write(Self.image(5, 0, base: .beginning, results: [])), session: "s") == .stored)
        #expect(store.wait { store.perform(.look, session: "s") == .top(nil, isOwn: false) })
        #expect(store.wait { redis.say("DBSIZE") == ":0\r\n" })
    }
}

extension LogAttachment {
    init(_ simulated: SimulatedStore.Attachment) {
        switch simulated {
        case .missing: self = .missing
        case .late(let epoch): self = .late(epoch)
        case .attached(let log, let before, let owner): self = .attached(log, before: before, owner: owner)
        }
    }
}
