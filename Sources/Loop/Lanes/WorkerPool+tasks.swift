internal import Synchronization

extension WorkerPool {
    /// From a task: the result of the work, done by a thread of the pool. The task goes on where it was.
    ///
    /// A task that is cancelled gets ``WorkFailure/cancelled`` where the work has not begun; work that has begun is waited for.
    ///
    /// - Parameter milliseconds: work that has not begun after this time is not done, which is ``WorkFailure/late``. 0 waits for ever.
    public func value<Value: Sendable>(
        withinMilliseconds milliseconds: Int = 0, _ work: @escaping @Sendable () -> Value
    ) async throws(WorkFailure) -> Value {
        let begins = milliseconds > 0 ? MonotonicClock.nanoseconds() + UInt64(milliseconds) * 1_000_000 : .max
        let asked = Asked()
        let result: Result<Value, WorkFailure> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = Job(
                    run: {
                        let isLate = MonotonicClock.nanoseconds() > begins
                        continuation.resume(returning: isLate ? .failure(.late) : .success(work()))
                    },
                    fail: { continuation.resume(returning: .failure($0)) })
                submit(job)
                if asked.isCancelled(behind: job) { cancel(job) }
            }
        } onCancel: {
            if let job = asked.cancel() { cancel(job) }
        }
        return try result.get()
    }

    private func cancel(_ job: Job) {
        if withdraw(job) { job.fail(.cancelled) }
    }

    /// Brings a job and a cancellation together, whichever comes first.
    private final class Asked: Sendable {
        private let state = Mutex<(job: Job?, isCancelled: Bool)>((nil, false))

        func isCancelled(behind job: Job) -> Bool {
            state.withLock { state in
                state.job = job
                return state.isCancelled
            }
        }

        func cancel() -> Job? {
            state.withLock { state in
                state.isCancelled = true
                return state.job
            }
        }
    }
}
