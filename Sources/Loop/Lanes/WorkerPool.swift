internal import CUV
internal import Glibc
internal import Synchronization

/// Threads for slow work of one kind: hashing, folding a long log, a database's reads. Never for what a point of ink waits for.
///
/// At most `threads` pieces of work are done at once and at most `queue` more wait; what comes beyond that is refused, so that a
/// crowd costs its own time and nobody's memory. Threads are started when there is something for them. A pool for each kind, because
/// a hash of 100 ms must not queue before a read of 1 ms.
///
/// Work is given from a loop, with ``run(on:withinMilliseconds:_:then:)``, or from a task, with ``value(withinMilliseconds:_:)``.
/// Whoever makes a pool stops it.
public final class WorkerPool: Sendable {
    /// What else the machine does before it does this.
    public enum Priority: Sendable {
        /// As much as everything else.
        case normal
        /// Everything: the threads get what the loops leave (nice 19, SCHED_BATCH). For work whose cost is its purpose.
        case lowest
    }

    private struct State {
        var waiting: [Job] = []
        var threads: [LoopThread] = []
        var idle = 0
        var isStopped = false
        var refused = 0
    }

    /// What `top -H` shows, with a number behind it.
    private let name: String
    private let threads: Int
    private let queue: Int
    private let priority: Priority
    private let state = Mutex(State())
    private let bell = Bell()

    /// A pool without threads yet.
    ///
    /// - Parameters:
    ///   - name: at most 12 bytes, to tell the threads apart by.
    ///   - threads: how many pieces are worked on at once.
    ///   - queue: how many more may wait.
    public init(name: String, threads: Int, queue: Int, priority: Priority = .normal) {
        precondition(threads > 0 && queue >= 0, "somebody works, and nobody waits less than not at all")
        self.name = name
        self.threads = threads
        self.queue = queue
        self.priority = priority
    }

    /// Pieces of work that wait for a thread.
    public var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Pieces of work that were refused because as many waited as may.
    public var refusedCount: Int { state.withLock { $0.refused } }

    /// Takes nothing more, tells those who wait ``WorkFailure/stopped``, and returns when what is being done is done. Idempotent.
    public func stop() {
        let (left, ended) = state.withLock { state in
            defer {
                state.isStopped = true
                state.waiting = []
                state.threads = []
            }
            return (state.waiting, state.threads)
        }
        for job in left { job.fail(.stopped) }
        for _ in ended { bell.ring() }
        for thread in ended { thread.join() }
    }

    /// Any thread: queues the job. It fails at once where there is no place for it.
    package func submit(_ job: Job) {
        let refusal: WorkFailure? = state.withLock { state in
            if state.isStopped { return .stopped }
            // Those who are idle are about to take what waits.
            if state.waiting.count >= state.idle { startThread(&state) }
            guard state.waiting.count < queue + state.idle else {
                state.refused += 1
                return .full
            }
            state.waiting.append(job)
            return nil
        }
        if let refusal { job.fail(refusal) } else { bell.ring() }
    }

    /// Any thread: takes the job out of the queue. False where it is no longer there: then it is told what became of it elsewhere.
    func withdraw(_ job: Job) -> Bool {
        state.withLock { state in
            guard let place = state.waiting.firstIndex(where: { $0 === job }) else { return false }
            state.waiting.remove(at: place)
            return true
        }
    }

    /// One more thread, where there may be one and the system grants it. It counts as idle until it takes something.
    private func startThread(_ state: inout State) {
        guard state.threads.count < threads,
            let thread = try? LoopThread(name: "\(name) \(state.threads.count)", { [self] in work() })
        else { return }
        state.threads.append(thread)
        state.idle += 1
    }

    private func work() {
        if priority == .lowest { pilsun_lowest_priority() }
        while let job = next() {
            job.run()
            state.withLock { $0.idle += 1 }
        }
    }

    /// Waits for a job; nil at the pool's end. The bell may have been rung for one that was withdrawn.
    private func next() -> Job? {
        while true {
            bell.wait()
            let (job, isOver) = state.withLock { state -> (Job?, Bool) in
                guard !state.waiting.isEmpty else { return (nil, state.isStopped) }
                state.idle -= 1
                return (state.waiting.removeFirst(), false)
            }
            if job != nil || isOver { return job }
        }
    }
}

extension WorkerPool {
    /// A piece of work as the pool sees it. Exactly one of the two is called, once.
    package final class Job: Sendable {
        let run: @Sendable () -> Void
        let fail: @Sendable (WorkFailure) -> Void

        package init(run: @escaping @Sendable () -> Void, fail: @escaping @Sendable (WorkFailure) -> Void) {
            self.run = run
            self.fail = fail
        }
    }

    /// A counter that threads sleep on.
    ///
    /// Sendable, although it holds a pointer: POSIX lets any thread post and wait on what it points to, and it lives as long as this.
    private final class Bell: @unchecked Sendable {
        private let counter = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

        init() { sem_init(counter, 0, 0) }

        deinit {
            sem_destroy(counter)
            counter.deallocate()
        }

        func ring() { sem_post(counter) }

        /// A signal that interrupts the sleep rings nothing.
        func wait() { while sem_wait(counter) != 0 {} }
    }
}
