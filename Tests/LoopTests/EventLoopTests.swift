import Loop
import Testing

@Suite struct EventLoopTests {
    /// Ends the loop after some turns.
    private final class Counter: TurnObserver {
        let loop: EventLoop
        var turns = 0
        let most: Int

        init(_ loop: EventLoop, most: Int) {
            self.loop = loop
            self.most = most
        }

        func turnEnds() {
            turns += 1
            if turns == most { loop.stop() }
        }
    }

    /// Ends the loop when its time is up.
    private final class End: TimerTarget {
        let loop: EventLoop

        init(_ loop: EventLoop) { self.loop = loop }

        func timerFired(_ kind: Int) { loop.stop() }
    }

    @Test(
        "A loop that never sleeps turns without anything to do; any other one waits for its timer",
        arguments: [true, false])
    func sleep(_ neverSleeps: Bool) throws {
        let loop = try EventLoop(receiveBytes: 4096)
        loop.neverSleeps = neverSleeps
        let counter = Counter(loop, most: 500)
        loop.observeTurns(counter)
        _ = loop.startTimer(afterMilliseconds: 200, End(loop))
        loop.run()
        loop.stopObservingTurns(counter)
        #expect((counter.turns >= counter.most) == neverSleeps)
    }
}
