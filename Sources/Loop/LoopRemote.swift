/// A loop as other threads see it: a place to leave work. Outlives the loop; work that comes too late is dropped.
public final class LoopRemote: Sendable {
    let wakeup: Wakeup
    let mailbox: Mailbox<@Sendable (EventLoop) -> Void>

    init() throws(SystemError) {
        let wakeup = try Wakeup()
        self.wakeup = wakeup
        mailbox = Mailbox { wakeup.signal() }
    }

    /// Any thread: runs the work on the loop's thread, in the order of the calls of one thread.
    public func execute(_ work: @escaping @Sendable (EventLoop) -> Void) {
        mailbox.post(work)
    }
}
