import Cluster
import Foundation
import Glibc
import Loop
import Testing
import Wire

@Suite("Redis in trouble", .serialized)
struct RedisTroubleTests {
    private func image(_ epoch: UInt64) -> LogImage {
        LogImage(
            position: LogPosition(epoch: epoch, ink: 0), head: [1], base: .beginning, results: [], blocks: [])
    }

    private static func answer(_ descriptor: Int32, _ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    private static func read(_ descriptor: Int32) -> Int {
        var buffer = [UInt8](repeating: 0, count: 4096)
        return recv(descriptor, &buffer, buffer.count, 0)
    }

    /// A server that greets as Redis does, then does as the test says.
    private static func greet(_ descriptor: Int32) -> Bool {
        guard read(descriptor) > 0 else { return false }
        answer(descriptor, "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n")
        return true
    }

    @Test("nobody listens: commands fail at once, and it is said why")
    func refused() throws {
        let store = try StoreRunner(["redis://127.0.0.1:\(RedisProcess.freePort())"])
        defer { store.stop() }
        #expect(store.perform(.look, session: "s") == .failed)
        #expect(store.attach(session: "s", epoch: 1) == .unreachable)
        #expect(store.wait { store.trouble?.contains("refused") == true })
    }

    /// What a scripted server does with a connection, and what is then said of it.
    enum Script: String, CaseIterable {
        case resets, endsAtOnce, saysNothing, hangsAfterGreeting, saysGarbage, answersUnasked, liesAboutSizes, isReplica
        case isLoading, wantsPassword

        var trouble: String {
            switch self {
            case .resets: "broken"
            // Closed, or already broken when it is written to.
            case .endsAtOnce: "o"
            case .saysNothing, .hangsAfterGreeting: "no answer within"
            case .saysGarbage: "does not speak Redis"
            case .answersUnasked: "nobody had asked"
            case .liesAboutSizes: "does not speak Redis"
            case .isReplica: "it is a slave"
            case .isLoading: "LOADING"
            case .wantsPassword: "NOAUTH"
            }
        }

        func serve(_ descriptor: Int32) {
            switch self {
            case .resets:
                _ = RedisTroubleTests.read(descriptor)
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
            case .endsAtOnce: return
            case .saysNothing: while RedisTroubleTests.read(descriptor) > 0 {}
            case .hangsAfterGreeting:
                _ = RedisTroubleTests.greet(descriptor)
                while RedisTroubleTests.read(descriptor) > 0 {}
            case .saysGarbage:
                _ = RedisTroubleTests.read(descriptor)
                RedisTroubleTests.answer(descriptor, "HTTP/1.1 400 Bad Request\r\n\r\n")
                while RedisTroubleTests.read(descriptor) > 0 {}
            case .answersUnasked:
                _ = RedisTroubleTests.greet(descriptor)
                RedisTroubleTests.answer(descriptor, "+OK\r\n+OK\r\n+OK\r\n")
                while RedisTroubleTests.read(descriptor) > 0 {}
            case .liesAboutSizes:
                _ = RedisTroubleTests.read(descriptor)
                RedisTroubleTests.answer(descriptor, "*2147483647\r\n")
                while RedisTroubleTests.read(descriptor) > 0 {}
            case .isReplica:
                _ = RedisTroubleTests.read(descriptor)
                RedisTroubleTests.answer(descriptor, "*5\r\n$5\r\nslave\r\n$1\r\nm\r\n:1\r\n$9\r\nconnected\r\n:1\r\n")
                while RedisTroubleTests.read(descriptor) > 0 {}
            case .isLoading:
                _ = RedisTroubleTests.read(descriptor)
                RedisTroubleTests.answer(descriptor, "-LOADING Redis is loading the dataset in memory\r\n")
                while RedisTroubleTests.read(descriptor) > 0 {}
            case .wantsPassword:
                _ = RedisTroubleTests.read(descriptor)
                RedisTroubleTests.answer(descriptor, "-NOAUTH Authentication required.\r\n")
                while RedisTroubleTests.read(descriptor) > 0 {}
            }
        }
    }

    @Test("a server that misbehaves is named, left and tried again; nobody waits for ever", arguments: Script.allCases)
    func scripted(script: Script) throws {
        let server = try ScriptedServer { descriptor, _ in script.serve(descriptor) }
        let store = try StoreRunner(["redis://127.0.0.1:\(server.port)"])
        // Asked again and again: some show what they are only when they are asked.
        let isTold = store.wait {
            let reply = store.perform(.look, session: "s")
            #expect(reply == .failed)
            return store.trouble?.contains(script.trouble) == true
        }
        #expect(isTold, "\(store.trouble ?? "no trouble")")
        #expect(store.wait { server.connections > 2 })
        store.stop()
        server.stop()
    }

    @Test("lost and back: paused, killed, emptied")
    func lostAndBack() throws {
        let redis = try RedisProcess()
        let store = try StoreRunner(["redis://127.0.0.1:\(redis.port)"])
        defer { store.stop() }
        try #require(store.waitUntilUsable())
        #expect(store.perform(.write(image(5)), session: "s") == .stored)
        redis.pause()
        #expect(store.perform(.look, session: "s") == .failed)
        redis.goOn()
        try #require(store.waitUntilUsable())
        #expect(store.perform(.look, session: "s") == .top(LogPosition(epoch: 5, ink: 0), isOwn: true))
        redis.kill()
        #expect(store.perform(.look, session: "s") == .failed)
        try redis.start()
        try #require(store.waitUntilUsable())
        #expect(store.perform(.look, session: "s") == .top(nil, isOwn: false))
    }

    @Test("out of memory and read-only: writes fail, reading works, and it is over when it is over")
    func refusals() throws {
        let redis = try RedisProcess()
        let store = try StoreRunner(["redis://127.0.0.1:\(redis.port)"])
        defer { store.stop() }
        try #require(store.waitUntilUsable())
        redis.say("CONFIG SET maxmemory 1")
        #expect(store.perform(.write(image(5)), session: "s") == .failed)
        #expect(store.trouble?.hasPrefix("OOM") == true, "\(store.trouble ?? "no trouble")")
        redis.say("CONFIG SET maxmemory 0")
        try #require(store.waitUntilUsable())
        #expect(store.perform(.write(image(5)), session: "s") == .stored)
        redis.say("REPLICAOF 127.0.0.1 \(RedisProcess.freePort())")
        #expect(store.perform(.write(image(6)), session: "s") == .failed)
        #expect(store.wait { store.trouble?.contains("slave") == true }, "\(store.trouble ?? "no trouble")")
        redis.say("REPLICAOF NO ONE")
        try #require(store.waitUntilUsable())
        #expect(store.perform(.write(image(7)), session: "s") == .stored)
    }

    @Test("a subscription that has died silently is found and made again")
    func silentSubscription() throws {
        let server = try ScriptedServer { descriptor, _ in
            // Takes every subscription, and never passes a message on.
            guard Self.greet(descriptor) else { return }
            var buffer = [UInt8](repeating: 0, count: 4096)
            while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
                let text = String(decoding: buffer[..<count], as: UTF8.self)
                if text.contains("SUBSCRIBE") { Self.answer(descriptor, "*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n") }
                if text.contains("PUBLISH") { Self.answer(descriptor, ":0\r\n") }
            }
        }
        let store = try StoreRunner(["redis://127.0.0.1:\(server.port)"])
        #expect(store.waitUntilUsable())
        #expect(store.wait { store.trouble?.contains("messages no longer come") == true })
        #expect(store.wait { server.connections > 3 })
        store.stop()
        server.stop()
    }

    @Test("password, access list and database number are used")
    func credentials() throws {
        let redis = try RedisProcess()
        redis.say("ACL SETUSER ann on >p@ss ~pilsun:* &pilsun:* +@all")
        redis.say("CONFIG SET requirepass secret")
        let ann = try StoreRunner(["redis://ann:p%40ss@127.0.0.1:\(redis.port)/2"])
        let wrong = try StoreRunner(["redis://ann:wrong@127.0.0.1:\(redis.port)"])
        let other = try StoreRunner(["redis://secret@127.0.0.1:\(redis.port)"])
        defer { for store in [ann, wrong, other] { store.stop() } }
        try #require(ann.waitUntilUsable())
        #expect(ann.perform(.write(image(5)), session: "s") == .stored)
        #expect(wrong.wait { wrong.trouble?.contains("WRONGPASS") == true })
        try #require(other.waitUntilUsable())
        #expect(other.perform(.look, session: "s") == .top(nil, isOwn: false), "another database")
    }

    @Test("a Sentinel is asked where the master is")
    func sentinel() throws {
        let redis = try RedisProcess(), port = "\(redis.port)"
        let sentinel = try ScriptedServer { descriptor, _ in
            guard Self.read(descriptor) > 0 else { return }
            Self.answer(descriptor, "*2\r\n$9\r\n127.0.0.1\r\n$\(port.utf8.count)\r\n\(port)\r\n")
            _ = Self.read(descriptor)
        }
        let dead = RedisProcess.freePort()
        let store = try StoreRunner(["redis+sentinel://127.0.0.1:\(dead),127.0.0.1:\(sentinel.port)/mymaster"])
        try #require(store.waitUntilUsable())
        #expect(store.perform(.write(image(5)), session: "s") == .stored)
        store.stop()
        sentinel.stop()
    }
}
