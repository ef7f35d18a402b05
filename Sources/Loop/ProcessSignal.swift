// For timespec: both modules see its header, and which one has it is the importer's chance.
internal import CUV
internal import Glibc

/// The signals of a server as something to wait for, instead of something that interrupts.
///
/// Call ``block()`` before any thread is started (threads inherit what is blocked), then ``wait()`` on the main thread.
public enum ProcessSignal {
    /// SIGTERM or SIGINT: come to an end.
    case end
    /// SIGHUP: read certificates and settings again.
    case reload

    static func set() -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }

    /// Keeps the signals from ending the process; and SIGPIPE, which a peer could cause, altogether.
    public static func block() {
        var signals = set()
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Sleeps until one of the signals comes.
    public static func wait() -> ProcessSignal {
        var signals = set()
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        return number == SIGHUP ? .reload : .end
    }

    /// Sleeps until one of the signals comes or the time is up; nil for the latter.
    public static func wait(atMostMilliseconds milliseconds: Int) -> ProcessSignal? {
        var signals = set()
        var rest = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        switch sigtimedwait(&signals, nil, &rest) {
        case SIGHUP: return .reload
        case SIGTERM, SIGINT: return .end
        default: return nil
        }
    }
}
