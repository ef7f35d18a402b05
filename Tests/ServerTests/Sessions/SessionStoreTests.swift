import Loop
import Synchronization
import Testing
import Wire

@testable import Sessions

@Suite struct SessionStoreTests {
    @Test func `whoever read from a session that was replaced meanwhile does not watch the new one`() throws {
        let loose = try LooseHost()
        defer { loose.stop() }
        let store = loose.service.store, home = loose.host.confined
        let old = try loose.session("a"), new = try loose.session("a")
        #expect(store.add(old, holder: home))
        #expect(store.replace(new, holder: home))
        let watcher = SessionWatcher(link: LoopConfined(SessionLink(host: loose.host), of: loose.loop), seen: 0)
        var greetings = 0
        #expect(!store.add(watcher, to: old) { greetings += 1 })
        #expect(greetings == 0)
        #expect(store.add(watcher, to: new) { greetings += 1 })
        #expect(greetings == 1)
        let isWatched = new.isWatched.load(ordering: .relaxed)
        #expect(isWatched)
        #expect(store.watchers(of: "a").count == 1)
    }

    @Test func `of twenty thousand sessions whose time is over, each call ends no more than it may`() throws {
        let loose = try LooseHost()
        defer { loose.stop() }
        let store = loose.service.store, home = loose.host.confined
        for number in 0..<20_000 {
            let session = try loose.session("\(number)")
            #expect(store.add(session, holder: home))
            store.park(session, until: number < 19_000 ? 10 : 1_000)
        }
        // Taken up again, and left once more: its first deadline says nothing any more.
        if case .parked(let session) = store.claim("5", for: home) { store.park(session, until: 1_000) }
        var ended: Set<String> = [], isMore = true
        while isMore {
            let (expired, more) = store.removeExpired(at: 20, atMost: 256)
            #expect(expired.count <= 256)
            ended.formUnion(expired.map(\.session.id))
            isMore = more
        }
        #expect(ended.count == 18_999)
        #expect(!ended.contains("5"))
        #expect(store.count == 1_001)
        #expect(store.removeExpired(at: 20, atMost: 256).expired.isEmpty)
    }
}
