import Cluster
import Testing

@Suite("Classes with a real Redis", .serialized)
struct ClassEntryTests {
    private static func write(_ store: StoreRunner, _ entries: [ClassEntry], forMilliseconds ttl: Int) {
        _ = store.ask { store, answer in
            store.write(entries, ofClass: "3-2 } \u{D55C}", forMilliseconds: ttl)
            answer(true)
        }
    }

    private static func names(_ store: StoreRunner) -> [String]? {
        store.ask { (store, answer: @escaping ([String]) -> Void) in
            store.entries(ofClass: "3-2 } \u{D55C}") { answer(($0 ?? []).map(\.name).sorted()) }
        }
    }

    @Test(
        "entries of several nodes stand together, are replaced by their name, and go when they are taken away or not told again"
    )
    func lifetime() throws {
        let redis = try RedisProcess()
        let first = try StoreRunner(["redis://127.0.0.1:\(redis.port)"])
        let second = try StoreRunner(["redis://127.0.0.1:\(redis.port)"])
        defer {
            first.stop()
            second.stop()
        }
        try #require(first.waitUntilUsable() && second.waitUntilUsable())
        #expect(Self.names(first) == [])
        Self.write(
            first, [ClassEntry(name: "a", text: [1]), ClassEntry(name: "b", text: [0, 255])], forMilliseconds: 60_000)
        Self.write(second, [ClassEntry(name: "c", text: [3])], forMilliseconds: 300)
        #expect(second.wait { Self.names(second) == ["a", "b", "c"] })
        Self.write(first, [ClassEntry(name: "a", text: [7]), ClassEntry(name: "b", text: [])], forMilliseconds: 60_000)
        #expect(second.wait { Self.names(second) == ["a", "c"] })
        #expect(second.wait { Self.names(second) == ["a"] })
        let told: [ClassEntry]? = second.ask { store, answer in
            store.entries(ofClass: "3-2 } \u{D55C}") { answer($0 ?? []) }
        }
        #expect(told == [ClassEntry(name: "a", text: [7])])
        Self.write(first, [ClassEntry(name: "a", text: [7])], forMilliseconds: 100)
        #expect(first.wait { redis.say("DBSIZE") == ":0\r\n" })
    }
}
