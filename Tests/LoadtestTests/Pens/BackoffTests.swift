import Testing

@testable import loadtest

@Suite struct BackoffTests {
    @Test("Waits lie anywhere below a bound that doubles up to the last one, and begin anew after a success")
    func bounds() {
        var largest = [Int](repeating: 0, count: 12)
        var smallest = [Int](repeating: .max, count: 12)
        for seed in 0..<2000 as Range<UInt64> {
            var backoff = Backoff(seed: seed)
            for attempt in largest.indices {
                let wait = backoff.nextMilliseconds()
                largest[attempt] = max(largest[attempt], wait)
                smallest[attempt] = min(smallest[attempt], wait)
            }
            #expect(backoff.attempts == 12)
            backoff.reset()
            #expect(backoff.nextMilliseconds() < 100)
        }
        for (attempt, bound) in [100, 200, 400, 800, 1600, 3200, 5000, 5000].enumerated() {
            #expect(largest[attempt] < bound && largest[attempt] > bound * 95 / 100)
            #expect(smallest[attempt] < bound / 20)
        }
    }
}
