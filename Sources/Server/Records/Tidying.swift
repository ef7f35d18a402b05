import Loop
import Records

/// Has the archive forget, once an hour, what has no use any more: letters and invites that have expired, devices that ended and idempotency
/// keys of the day before. Confined to its loop.
final class Tidying: TimerTarget {
    private static let everyMilliseconds = 3_600_000
    private static let firstMilliseconds = 60_000

    private let archive: any Archive
    private unowned let loop: EventLoop

    init(_ archive: any Archive, on loop: EventLoop) {
        self.archive = archive
        self.loop = loop
        _ = loop.startTimer(afterMilliseconds: Self.firstMilliseconds, self)
    }

    func timerFired(_ kind: Int) {
        _ = loop.startTimer(afterMilliseconds: Self.everyMilliseconds, self)
        let archive = archive, now = Timestamp(milliseconds: Int64(WallClock.milliseconds()))
        // Another time, where the archive cannot do it now.
        Task(executorPreference: LoopExecutor(loop)) {
            try? await archive.tidy(before: now.adding(seconds: -86_400), now: now)
        }
    }
}

@available(*, unavailable)
extension Tidying: Sendable {}
