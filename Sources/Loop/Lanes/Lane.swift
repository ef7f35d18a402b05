/// A thread that folds the ink of its sessions: a loop without sockets, which runs what is left in its mailbox.
package final class Lane: Sendable {
    /// Where work is left.
    package let remote: LoopRemote
    private let thread: LoopThread

    /// Starts the thread.
    package init(name: String) throws(SystemError) {
        let part = Part(loop: try EventLoop(receiveBytes: 4096))
        remote = part.loop.remote
        thread = try LoopThread(name: name) { part.loop.run() }
    }

    /// Ends the thread once it has done what was left there before, and waits for it.
    package func stop() {
        remote.execute { $0.stop() }
        thread.join()
    }

    /// Sendable, although the loop is not: after the thread has started, nobody else touches it.
    private final class Part: @unchecked Sendable {
        let loop: EventLoop

        init(loop: EventLoop) { self.loop = loop }
    }
}
