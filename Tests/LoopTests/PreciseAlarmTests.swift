import Loop
import Testing

@Suite struct PreciseAlarmTests {
    /// Notes when it was woken, and sets the next moment.
    private final class Sleeper {
        let loop: EventLoop
        var alarm: PreciseAlarm?
        var moments: [UInt64]
        var woken: [UInt64] = []

        init(_ moments: [UInt64]) throws {
            loop = try EventLoop(receiveBytes: 4096)
            self.moments = moments
            alarm = try PreciseAlarm(loop) { [unowned self] in rang() }
        }

        func rang() {
            woken.append(MonotonicClock.nanoseconds())
            next()
        }

        func next() {
            guard let moment = moments.first else {
                alarm?.close()
                return loop.stop()
            }
            moments.removeFirst()
            alarm?.set(atNanoseconds: moment)
        }
    }

    @Test("It wakes at each moment, never early, and at once for one that has passed")
    func wakes() throws {
        let now = MonotonicClock.nanoseconds()
        let moments = [now + 1_300_000, now + 1_700_000, now + 6_000_000, now, 0]
        let sleeper = try Sleeper(moments)
        sleeper.next()
        sleeper.loop.run()
        #expect(sleeper.woken.count == moments.count)
        for (woken, moment) in zip(sleeper.woken, moments) { #expect(woken >= moment) }
    }

    @Test("A loop that ends closes its alarms")
    func endsWithLoop() throws {
        let sleeper = try Sleeper([])
        weak let alarm = sleeper.alarm
        sleeper.alarm?.set(atNanoseconds: MonotonicClock.nanoseconds() + 60_000_000_000)
        sleeper.alarm = nil
        #expect(alarm != nil, "the loop holds it")
        sleeper.loop.atEndOfTurn { sleeper.loop.stop() }
        sleeper.loop.run()
        #expect(alarm == nil)
    }

    @Test("A cleared alarm does not wake")
    func cleared() throws {
        let sleeper = try Sleeper([])
        sleeper.alarm?.set(atNanoseconds: MonotonicClock.nanoseconds() + 2_000_000)
        sleeper.alarm?.clear()
        final class End: TimerTarget {
            let loop: EventLoop
            init(_ loop: EventLoop) { self.loop = loop }
            func timerFired(_ kind: Int) { loop.stop() }
        }
        _ = sleeper.loop.startTimer(afterMilliseconds: 20, End(sleeper.loop))
        sleeper.loop.run()
        #expect(sleeper.woken.isEmpty)
    }
}
