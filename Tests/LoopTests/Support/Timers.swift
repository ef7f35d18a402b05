import Loop

/// Ends a test that would hang.
final class Watchdog: TimerTarget {
    let loop: EventLoop
    var barked = false

    init(_ loop: EventLoop) { self.loop = loop }

    func timerFired(_ kind: Int) {
        barked = true
        loop.stop()
    }
}

/// Does something a little later.
final class Later: TimerTarget {
    let work: () -> Void
    var ran = false

    init(_ work: @escaping () -> Void) { self.work = work }

    func timerFired(_ kind: Int) {
        ran = true
        work()
    }
}
