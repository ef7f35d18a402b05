/// A loop's thread as a place where tasks go on: what a task does between two waits is one piece of work of the loop's.
///
/// For what answers requests. The way of a point of ink has no tasks: a hop costs more there than all of the rest.
public final class LoopExecutor: TaskExecutor {
    private let remote: LoopRemote

    /// Where tasks run that prefer this loop.
    public init(_ loop: EventLoop) { remote = loop.remote }

    /// Any thread. A job that comes after the loop's end is dropped with all that waits for it: the process ends then.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        remote.execute { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
