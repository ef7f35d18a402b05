internal import Loop
internal import Records
internal import Statements
internal import Synchronization

/// Readers of a database beside its writer, as many at once as the pool has threads. Connections are opened when they are needed, and kept.
final class SQLiteReaders: Sendable {
    /// Sendable, although it holds a connection: whoever has taken it from ``SQLiteReaders/free`` has it alone.
    private struct Held: @unchecked Sendable {
        let connection: SQLiteConnection
    }

    private let path: String
    private let pool: WorkerPool
    private let free = Mutex<[Held]>([])

    init(path: String, threads: Int) {
        self.path = path
        pool = WorkerPool(name: "reads", threads: threads, queue: 4_096)
    }

    /// Any thread: answers on a thread of the pool, or at once where too many wait.
    func submit<Answer>(
        _ transaction: Transaction<Answer>, then: @escaping @Sendable (Result<Answer, ArchiveError>) -> Void
    ) {
        pool.submit(
            WorkerPool.Job(
                run: { then(self.read(transaction)) },
                fail: { failure in then(.failure(failure == .stopped ? .unavailable("it was closed") : .busy)) }))
    }

    private func read<Answer>(_ transaction: Transaction<Answer>) -> Result<Answer, ArchiveError> {
        do throws(ArchiveError) {
            let held = try take()
            defer { free.withLock { $0.append(held) } }
            return .success(try held.connection.read(transaction))
        } catch {
            return .failure(error)
        }
    }

    private func take() throws(ArchiveError) -> Held {
        if let held = free.withLock({ $0.popLast() }) { return held }
        return Held(connection: try SQLiteConnection(path: path, isReader: true))
    }

    /// Takes nothing more, and returns when what is being read is read.
    func close() {
        pool.stop()
        free.withLock { $0 = [] }
    }
}
