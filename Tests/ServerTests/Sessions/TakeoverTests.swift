import Loop
import Synchronization
import Testing
import Wire

@testable import Sessions

@Suite struct TakeoverTests {
    @Test func `who comes for a session that another client is being let into waits until that is over`() throws {
        let loose = try LooseHost(), other = try LooseHost()
        defer {
            loose.stop()
            other.stop()
        }
        let answers = Mutex(0)
        let answer: @Sendable () -> Void = { answers.withLock { $0 += 1 } }
        loose.host.beginLettingIn("a")
        loose.host.giveAway("a", to: other.host.confined, then: answer)
        #expect(loose.host.waitsForLettingIn("a", answer))
        #expect(answers.withLock(\.self) == 0)
        loose.host.endLettingIn("a")
        #expect(answers.withLock(\.self) == 2)
        #expect(!loose.host.waitsForLettingIn("a", answer))
    }

    @Test func `a session changes its loop only when its lane has handed over what it made`() throws {
        let loose = try LooseHost(lanes: 1), other = try LooseHost()
        defer {
            loose.stop()
            other.stop()
        }
        let store = loose.service.store, session = try loose.session("a")
        #expect(store.add(session, holder: loose.host.confined))
        store.park(session, until: .max)
        let order = Mutex<[String]>([])
        let home = loose.host.confined, remote = loose.loop.remote
        session.lane?.execute { _ in home.on { _ in order.withLock { $0.append("batch") } } }
        loose.host.giveAway("a", to: other.host.confined) {
            order.withLock { $0.append("given") }
            remote.execute { $0.stop() }
        }
        if case .held(let holder) = store.claim("a", for: other.host.confined) {
            #expect(holder === home)
        } else {
            Issue.record("the session was given away at once")
        }
        loose.loop.run()
        #expect(order.withLock(\.self) == ["batch", "given"])
        guard case .parked(let given) = store.claim("a", for: other.host.confined) else {
            Issue.record("the session was not given away")
            return
        }
        #expect(given === session)
    }
}
