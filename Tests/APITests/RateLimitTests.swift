import Records
import Testing

@testable import API

/// So many a minute.
struct RateLimitTests {
    @Test func `a minute begins with the first request, and grants as many as it says`() {
        let limit = RateLimit(3)
        func take(_ key: String, _ second: Int64) -> RateLimit.Allowance? {
            limit.take(key, at: Timestamp(milliseconds: second * 1_000))
        }
        #expect((0..<4).map { take("a", 10 + $0)?.isGranted } == [true, true, true, false])
        #expect(take("a", 20)?.seconds == 50)
        #expect(take("b", 20)?.remaining == 2)
        #expect(take("a", 69)?.isGranted == false)
        #expect(take("a", 70)?.remaining == 2)
    }

    @Test func `what is refused does not lengthen the minute, and looking takes nothing`() {
        let limit = RateLimit(1), now = Timestamp(milliseconds: 1_000)
        #expect(limit.look("a", at: now)?.isGranted == true)
        #expect(limit.take("a", at: now)?.isGranted == true)
        for _ in 0..<10 { #expect(limit.take("a", at: now.adding(seconds: 59))?.isGranted == false) }
        #expect(limit.take("a", at: now.adding(seconds: 60))?.isGranted == true)
    }

    @Test func `without a limit nobody is counted, and a clock that was set back shuts nobody out`() {
        #expect(RateLimit(0).take("a", at: Timestamp(milliseconds: 0)) == nil)
        let limit = RateLimit(1)
        _ = limit.take("a", at: Timestamp(milliseconds: 10_000_000))
        #expect(limit.take("a", at: Timestamp(milliseconds: 1_000))?.isGranted == true)
    }
}
