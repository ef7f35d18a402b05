internal import Glibc
internal import Loop

/// Where whoever opens an archive waits until its loop is there.
///
/// Sendable, although it holds a pointer and changes: what was made is written before the counter is posted, and read behind the wait for it.
final class Start: @unchecked Sendable {
    private let counter = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private var made: (LoopRemote, Desk)?

    init() { sem_init(counter, 0, 0) }

    deinit {
        sem_destroy(counter)
        counter.deallocate()
    }

    /// On the loop's own thread: makes it, and runs it to its end.
    func run(_ make: (EventLoop) -> Desk) {
        // Nothing comes in by the loop's own connections: libpq has its buffers itself.
        guard let loop = try? EventLoop(receiveBytes: 4_096) else {
            sem_post(counter)
            return
        }
        made = (loop.remote, make(loop))
        sem_post(counter)
        loop.run()
    }

    /// Nil where no loop could be made.
    func wait() -> (LoopRemote, Desk)? {
        while sem_wait(counter) != 0 {}
        defer { made = nil }
        return made
    }
}
