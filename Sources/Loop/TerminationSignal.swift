internal import Glibc

/// SIGTERM and SIGINT as something to wait for, instead of something that interrupts.
///
/// Call ``block()`` before any thread is started (threads inherit what is blocked), then ``wait()`` on the main thread.
public enum TerminationSignal {
    private static func set() -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        return signals
    }

    /// Keeps the signals from ending the process; and SIGPIPE, which a peer could cause, altogether.
    public static func block() {
        var signals = set()
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Sleeps until one of the signals comes, and answers its number.
    @discardableResult
    public static func wait() -> Int32 {
        var signals = set()
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        return number
    }
}
