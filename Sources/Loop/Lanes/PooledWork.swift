/// Work that a loop has asked a pool for. Confined to that loop.
///
/// Its completion comes once, in a later moment on the loop, unless it is cancelled: then not at all.
public final class PooledWork<Value: Sendable> {
    private let pool: WorkerPool
    private unowned let loop: EventLoop
    private var job: WorkerPool.Job?
    private var timer = TimerToken.none
    /// Nil once it has been called, or nobody wants to know.
    private var completion: ((Result<Value, WorkFailure>) -> Void)?

    fileprivate init(
        _ pool: WorkerPool, _ loop: EventLoop, _ completion: @escaping (Result<Value, WorkFailure>) -> Void
    ) {
        self.pool = pool
        self.loop = loop
        self.completion = completion
    }

    /// Nobody wants the result any more. Work that has begun is done all the same, for nothing.
    public func cancel() {
        completion = nil
        end()
    }

    fileprivate func begin(_ job: WorkerPool.Job, withinMilliseconds milliseconds: Int) {
        self.job = job
        if milliseconds > 0 { timer = loop.startTimer(afterMilliseconds: milliseconds, self) }
        pool.submit(job)
    }

    fileprivate func finish(_ result: Result<Value, WorkFailure>) {
        let completion = completion
        self.completion = nil
        end()
        completion?(result)
    }

    private func end() {
        loop.cancelTimer(timer)
        if let job { _ = pool.withdraw(job) }
        job = nil
    }
}

@available(*, unavailable)
extension PooledWork: Sendable {}

extension PooledWork: TimerTarget {
    /// The time for it is over.
    public func timerFired(_ kind: Int) { finish(.failure(.late)) }
}

/// The way back from a thread of the pool to what waits on the loop.
///
/// Sendable, although its content is not: that is touched only by work that the loop's mailbox runs.
private final class WayBack<Value: Sendable>: @unchecked Sendable {
    private let work: PooledWork<Value>
    private let remote: LoopRemote

    init(_ work: PooledWork<Value>, _ remote: LoopRemote) {
        self.work = work
        self.remote = remote
    }

    /// Any thread.
    func send(_ result: Result<Value, WorkFailure>) { remote.execute { _ in self.work.finish(result) } }
}

extension WorkerPool {
    /// On a loop: has the work done by a thread of the pool, and the completion called back here, always later than this returns.
    ///
    /// - Parameter milliseconds: after this time without a result the completion gets ``WorkFailure/late``, and work that has not
    ///   begun is not done. 0 waits for ever.
    @discardableResult
    public func run<Value: Sendable>(
        on loop: EventLoop, withinMilliseconds milliseconds: Int = 0, _ work: @escaping @Sendable () -> Value,
        then completion: @escaping (Result<Value, WorkFailure>) -> Void
    ) -> PooledWork<Value> {
        let pooled = PooledWork(self, loop, completion)
        let back = WayBack(pooled, loop.remote)
        pooled.begin(
            Job(run: { back.send(.success(work())) }, fail: { back.send(.failure($0)) }),
            withinMilliseconds: milliseconds)
        return pooled
    }
}
