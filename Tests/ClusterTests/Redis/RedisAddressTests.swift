import Testing

@testable import Cluster

@Suite("RedisAddress and HashRing")
struct RedisAddressTests {
    @Test("addresses are read as operators write them")
    func readable() throws {
        let plain = try RedisAddress("redis://localhost")
        #expect(plain.hosts == [.init(name: "localhost", port: 6379)])
        #expect(plain.password == nil && plain.database == 0 && !plain.isSecure && plain.master == nil)
        let full = try RedisAddress("rediss://ann:p%40ss%2F@[::1]:7000/3")
        #expect(full.hosts == [.init(name: "::1", port: 7000)])
        #expect(full.user == "ann" && full.password == "p@ss/" && full.database == 3 && full.isSecure)
        #expect(full.label == "rediss://::1:7000/3")
        #expect(try RedisAddress("redis://:secret@h").user == nil)
        #expect(try RedisAddress("redis://secret@h").password == "secret")
        let sentinel = try RedisAddress("redis+sentinel://a,b:1/mymaster/2")
        #expect(sentinel.hosts == [.init(name: "a", port: 26379), .init(name: "b", port: 1)])
        #expect(sentinel.master == "mymaster" && sentinel.database == 2)
    }

    @Test(
        "what is no address is told",
        arguments: [
            "", "localhost", "http://h", "redis://", "redis://h:0", "redis://h:x", "redis://h/x", "redis://h/1/2",
            "redis://a,b", "redis+sentinel://a", "redis://%zz@h",
        ])
    func unreadable(text: String) {
        #expect(throws: RedisAddress.Fault.self) { try RedisAddress(text) }
    }

    @Test("another server takes its share of the sessions, and moves no other; it stands before their former one")
    func ring() {
        let sessions = (0..<4_000).map { "session \($0)" }
        let three = HashRing(labels: ["a", "b", "c"]), four = HashRing(labels: ["a", "b", "c", "d"])
        var moved = 0
        for session in sessions {
            let order = four.order(of: session)
            #expect(order.filter { $0 != 3 } == three.order(of: session))
            #expect(order[0] == four.first(of: session))
            if order[0] == 3 { moved += 1 }
        }
        #expect((850...1_150).contains(moved), "\(moved) of 4,000")
    }
}
