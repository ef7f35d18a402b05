import Testing
import Web

/// When a server is left alone.
@Suite struct CircuitBreakerTests {
    /// A breaker that can be asked inside of an expectation.
    private final class Circuit {
        private var breaker = CircuitBreaker()
        func admits(at milliseconds: UInt64) -> Bool { breaker.admits(at: milliseconds) }
        func failed(at milliseconds: UInt64) { breaker.failed(at: milliseconds) }
        func succeeded() { breaker.succeeded() }
        func abandoned() { breaker.abandoned() }
    }

    private func opened(at milliseconds: UInt64) -> Circuit {
        let breaker = Circuit()
        for _ in 0..<CircuitBreaker.Limits().failures {
            #expect(breaker.admits(at: milliseconds))
            breaker.failed(at: milliseconds)
        }
        return breaker
    }

    @Test func `it opens after failures in a row, and an answer between them starts the count anew`() {
        let breaker = Circuit()
        for _ in 0..<4 { breaker.failed(at: 0) }
        breaker.succeeded()
        for _ in 0..<4 { breaker.failed(at: 0) }
        #expect(breaker.admits(at: 0))
        breaker.failed(at: 0)
        #expect(!breaker.admits(at: 999))
    }

    @Test func `one request looks whether the server is back, the others wait for it`() {
        let breaker = opened(at: 0)
        #expect(breaker.admits(at: 1_000))
        #expect(!breaker.admits(at: 1_000))
        breaker.succeeded()
        #expect(breaker.admits(at: 1_000))
        #expect(breaker.admits(at: 1_000))
    }

    @Test func `it stays open longer each time, up to a bound`() {
        let breaker = opened(at: 0)
        var now: UInt64 = 0
        for pause: UInt64 in [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000] {
            #expect(!breaker.admits(at: now + pause - 1))
            now += pause
            #expect(breaker.admits(at: now))
            breaker.failed(at: now)
        }
    }

    @Test func `a probe whose caller gives up leaves it to the next`() {
        let breaker = opened(at: 0)
        #expect(breaker.admits(at: 1_000))
        breaker.abandoned()
        #expect(breaker.admits(at: 1_000))
    }

    @Test func `a failure of before does not lengthen the pause`() {
        let breaker = opened(at: 0)
        breaker.failed(at: 900)
        #expect(breaker.admits(at: 1_000))
    }
}
