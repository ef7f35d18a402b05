import Testing

@testable import Loop

@Suite struct TimerWheelTests {
    private final class Target: TimerTarget {
        func timerFired(_ kind: Int) {}
    }

    /// Everything that is due up to a tick: the kinds in the order in which they came.
    private func due(_ wheel: inout TimerWheel, at tick: UInt64) -> [Int] {
        var kinds: [Int] = []
        while let due = wheel.nextDue(at: tick) { kinds.append(due.kind) }
        return kinds
    }

    @Test(arguments: [0, 63, 64, 4095, 4096, 1_000_003] as [UInt64])
    func `a timer fires at its tick, not before, from wherever the hands stand`(now: UInt64) {
        for delay in [1, 2, 63, 64, 65, 127, 128, 4095, 4096, 4097, 262_143, 262_144, 16_777_215, 20_000_000]
            as [UInt64]
        {
            var wheel = TimerWheel(now: now)
            _ = wheel.start(at: now + delay, Target(), kind: 7)
            #expect(due(&wheel, at: now + delay - 1) == [])
            #expect(due(&wheel, at: now + delay) == [7])
            #expect(wheel.count == 0)
            #expect(wheel.nextTick == nil)
        }
    }

    @Test func `sleeping from one next tick to the next misses nothing`() {
        var state: UInt64 = 99
        var wheel = TimerWheel(now: 5)
        var expected: [UInt64: Int] = [:]
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let deadline = 6 + (state >> 33) % (1 << ((state >> 20) % 22))
            expected[deadline, default: 0] += 1
            _ = wheel.start(at: deadline, Target(), kind: Int(deadline))
        }
        var fired: [UInt64: Int] = [:]
        while let next = wheel.nextTick {
            for kind in due(&wheel, at: next) {
                #expect(UInt64(kind) == next, "due at its own tick")
                fired[UInt64(kind), default: 0] += 1
            }
        }
        #expect(fired == expected)
    }

    @Test func `a cancelled timer doesn't fire and lets its target go`() {
        var wheel = TimerWheel(now: 0)
        weak var gone: Target?
        var token = TimerToken.none
        do {
            let target = Target()
            gone = target
            token = wheel.start(at: 100, target, kind: 1)
        }
        #expect(gone != nil)
        wheel.cancel(token)
        #expect(gone == nil)
        let other = wheel.start(at: 100, Target(), kind: 2)
        wheel.cancel(token)
        #expect(due(&wheel, at: 100) == [2], "a spent token doesn't hit the timer that took its place")
        wheel.cancel(other)
        #expect(wheel.count == 0)
    }
}
