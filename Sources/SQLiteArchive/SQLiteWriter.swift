internal import Loop
internal import Records
internal import Statements
internal import Synchronization

/// The one writer of a database: what comes while it waits for the disk is committed together, with one more wait.
///
/// A transaction is told of when its commit is on the disk, in the order in which they came. Where one of them fails, the others stand; where the
/// commit fails, none does.
final class SQLiteWriter: Sendable {
    /// A transaction that waits for its turn.
    struct Job: Sendable {
        /// Does it, in an open transaction; throws where it is to be undone.
        let run: @Sendable (SQLiteConnection) throws(ArchiveError) -> Void
        /// Is told that it has happened for good (nil), or why it has not.
        let end: @Sendable (ArchiveError?) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isWorking = false
        var isClosed = false
    }

    /// How many may wait; 2,000 attempts a second are five seconds.
    private static let mostWaiting = 10_000
    /// How many are committed together, so that the first does not wait for ever.
    private static let mostTogether = 256

    private let pool = WorkerPool(name: "records", threads: 1, queue: 1)
    private let state = Mutex(State())
    private let desk: Desk

    init(_ connection: SQLiteConnection) { desk = Desk(connection) }

    /// Any thread: does it when its turn comes.
    func submit(_ job: Job) {
        enum Place { case working, first, refused(ArchiveError) }
        let place = state.withLock { state -> Place in
            if state.isClosed { return .refused(.unavailable("it was closed")) }
            guard state.waiting.count < Self.mostWaiting else { return .refused(.busy) }
            state.waiting.append(job)
            defer { state.isWorking = true }
            return state.isWorking ? .working : .first
        }
        switch place {
        case .working: break
        case .first: pool.submit(WorkerPool.Job(run: { self.work() }, fail: { _ in self.refuse() }))
        case .refused(let error): job.end(error)
        }
    }

    /// Takes nothing more, and returns when what was there is done.
    func close() {
        state.withLock { $0.isClosed = true }
        // Whoever works goes on until nothing waits; the pool waits for that.
        pool.stop()
        desk.close()
    }

    /// On the writer's thread: until nothing waits.
    private func work() {
        while let jobs = take() { desk.commit(jobs) }
    }

    private func take() -> ArraySlice<Job>? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isWorking = false
                return nil
            }
            defer { state.waiting.removeFirst(min(Self.mostTogether, state.waiting.count)) }
            return state.waiting.prefix(Self.mostTogether)
        }
    }

    /// There is no thread to do it.
    private func refuse() {
        let jobs = state.withLock { state in
            defer { state.waiting = [] }
            state.isWorking = false
            return state.waiting
        }
        for job in jobs { job.end(.unavailable("there is no thread for it")) }
    }

    /// Sendable, although the connection is not: only the pool's one thread uses it, and ``SQLiteWriter/close()`` when that has ended.
    private final class Desk: @unchecked Sendable {
        private var connection: SQLiteConnection?

        init(_ connection: SQLiteConnection) { self.connection = connection }

        func close() {
            // What is in the log goes into the file, so that a copy of the file alone is whole.
            try? connection?.run("PRAGMA wal_checkpoint(TRUNCATE)")
            connection = nil
        }

        func commit(_ jobs: ArraySlice<Job>) {
            guard let connection else { return }
            var ends: [ArchiveError?] = []
            do throws(ArchiveError) {
                try connection.write { () throws(ArchiveError) in
                    for job in jobs { ends.append(try Self.run(job, on: connection, isAlone: jobs.count == 1)) }
                }
            } catch {
                ends = Array(repeating: error, count: jobs.count)
            }
            for (job, end) in zip(jobs, ends) { job.end(end) }
        }

        /// Does one of several: what it did is undone where it fails. Throws where the whole transaction is lost by it.
        private static func run(
            _ job: Job, on connection: SQLiteConnection, isAlone: Bool
        ) throws(ArchiveError) -> ArchiveError? {
            if isAlone {
                try job.run(connection)
                return nil
            }
            try connection.run("SAVEPOINT one")
            do throws(ArchiveError) {
                try job.run(connection)
                try connection.run("RELEASE one")
                return nil
            } catch {
                guard connection.isInTransaction else { throw error }
                try connection.run("ROLLBACK TO one")
                try connection.run("RELEASE one")
                return error
            }
        }
    }
}
