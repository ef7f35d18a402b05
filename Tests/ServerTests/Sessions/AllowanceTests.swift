import Testing

@testable import Sessions

@Suite struct AllowanceTests {
    /// A bucket that expectations can change.
    private final class Bucket {
        var allowance: Allowance

        init(_ perSecond: Int?, _ now: UInt64) { allowance = Allowance(perSecond: perSecond, atMilliseconds: now) }

        func spend(_ amount: Int) -> Bool { allowance.spend(amount) }

        func settle(_ now: UInt64) -> Int { allowance.settle(atMilliseconds: now) }
    }

    @Test func `a second's worth may come at once, and the debt behind it is waited for`() {
        let bucket = Bucket(100, 1000)
        for _ in 0..<100 { #expect(bucket.spend(1)) }
        #expect(!bucket.spend(50))
        #expect(bucket.settle(1000) == 500)
        #expect(bucket.settle(1400) == 100)
        #expect(bucket.settle(1500) == 0)
        #expect(!bucket.spend(1))
        #expect(bucket.settle(1505) == 10)
    }

    @Test func `it never holds more than a second's worth`() {
        let bucket = Bucket(10, 0)
        #expect(!bucket.spend(11))
        #expect(bucket.settle(.max / 2) == 0)
        #expect(bucket.spend(10))
        #expect(!bucket.spend(1))
    }

    @Test func `over a long time no more passes than the pace allows, however often it is asked`() {
        let bucket = Bucket(1000, 0)
        var now: UInt64 = 0, passed = 0
        while now < 60_000 {
            passed += 7
            if !bucket.spend(7) { now += UInt64(bucket.settle(now)) }
        }
        #expect((60_000...61_500).contains(passed))
    }

    @Test func `without a pace nothing is ever waited for`() {
        let bucket = Bucket(nil, 0)
        for _ in 0..<10 { #expect(bucket.spend(1 << 40)) }
    }
}
