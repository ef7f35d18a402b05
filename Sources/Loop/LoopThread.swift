internal import CUV
internal import Glibc

/// A thread that makes a loop, runs it, and lets it go.
public final class LoopThread: Sendable {
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    private let thread: pthread_t

    /// Starts a thread with a name of at most 15 bytes, as `top -H` shows it.
    public init(name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        var thread = pthread_t()
        let start = Unmanaged.passRetained(Start(name: String(name.prefix(15)), body: body))
        let status = pthread_create(
            &thread, nil,
            { argument in
                let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
                pthread_setname_np(pthread_self(), start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            start.release()
            throw SystemError("start a thread", code: status)
        }
        self.thread = thread
    }

    /// Waits for the thread's end. Called exactly once.
    public func join() {
        pthread_join(thread, nil)
    }
}
