internal import CUV
internal import Glibc

/// Wakes a loop at a moment that is known to the microsecond, where the wheel's 4 ms are too coarse: for a load test's
/// schedule. One moment at a time; setting it again replaces it. A system call for each setting.
///
/// A timerfd among the loop's sockets. Its readiness lasts until it is set anew, so nothing is ever read from it.
public final class PreciseAlarm {
    private let descriptor: Int32
    private let poll = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
    private let wake: () -> Void
    private var isClosed = false

    /// An alarm that is not set. The loop holds it until ``close()``, or until the loop ends.
    public init(_ loop: EventLoop, wake: @escaping () -> Void) throws(SystemError) {
        descriptor = pilsun_timerfd()
        guard descriptor >= 0 else { throw SystemError("make a timer") }
        self.wake = wake
        let status = uv_poll_init(loop.uv, poll, descriptor)
        guard status == 0 else {
            Glibc.close(descriptor)
            poll.deallocate()
            isClosed = true
            throw SystemError("watch a timer", code: -status)
        }
        poll.pointee.data = Unmanaged.passRetained(self).toOpaque()
        uv_poll_start(poll, Int32(UV_READABLE.rawValue)) { handle, _, _ in
            Unmanaged<PreciseAlarm>.fromOpaque(handle!.pointee.data).takeUnretainedValue().rang()
        }
    }

    deinit {
        assert(isClosed, "an alarm is closed before it is let go")
    }

    /// Wakes at the moment on ``MonotonicClock``, at once where that has passed.
    public func set(atNanoseconds moment: UInt64) {
        // 0 would disarm it.
        let moment = max(moment, 1)
        pilsun_timerfd_set(descriptor, moment / 1_000_000_000, moment % 1_000_000_000)
    }

    /// Does not wake any more.
    public func clear() {
        pilsun_timerfd_set(descriptor, 0, 0)
    }

    /// Ends it. Idempotent.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        let retained = Unmanaged<PreciseAlarm>.fromOpaque(poll.pointee.data)
        uv_close(pilsun_uv_handle(poll)) { UnsafeMutableRawPointer($0!).deallocate() }
        Glibc.close(descriptor)
        retained.release()
    }

    private func rang() {
        clear()
        wake()
    }
}

@available(*, unavailable)
extension PreciseAlarm: Sendable {}
