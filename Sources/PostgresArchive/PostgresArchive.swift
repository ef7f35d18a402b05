internal import Loop
package import Records
package import Statements
internal import Synchronization

/// An archive on a PostgreSQL server, 15 or newer, for any number of nodes.
///
/// It has a loop of its own, with a pool of connections for the primary and for each replica: nobody who asks ever waits in a system call, and a slow
/// server holds up nothing but what is asked of it. A transaction is done, or has failed, within its deadline.
package final class PostgresArchive: SQLArchive {
    private let remote: LoopRemote
    private let thread: LoopThread
    private let resolver: WorkerPool
    private let isClosed = Mutex(false)
    private let desk: Desk

    /// Connects, and brings the schema to the newest version. Waits for the server: not for a loop.
    ///
    /// - Parameters:
    ///   - url: the primary; `postgresql://…`, or whatever else libpq takes.
    ///   - replicas: servers that follow it, for reads.
    package init(
        url: String, replicas: [String] = [], limits: PostgresLimits = PostgresLimits()
    ) throws(ArchiveError) {
        let primary = try PostgresAddress(url)
        var others: [PostgresAddress] = []
        for url in replicas { others.append(try PostgresAddress(url)) }
        let schema = try PostgresSchema(primary)
        try schema.migrate()
        // What was committed before this process is to be seen as well.
        let position = try schema.position()
        let resolver = WorkerPool(name: "names", threads: 1, queue: 256), start = Start(), followers = others
        do throws(SystemError) {
            thread = try LoopThread(name: "records") {
                start.run { loop in Desk(loop, primary, followers, limits, resolver, start: position) }
            }
        } catch {
            throw .unavailable("\(error)")
        }
        guard let (remote, desk) = start.wait() else {
            thread.join()
            throw .unavailable("there is no loop for it")
        }
        self.remote = remote
        self.desk = desk
        self.resolver = resolver
    }

    /// Runs a transaction.
    package func submit<Answer>(
        _ transaction: Transaction<Answer>, then: @escaping @Sendable (Result<Answer, ArchiveError>) -> Void
    ) {
        let answer = Kept<Answer>()
        let take: @Sendable ([[Row]]) -> ArchiveError? = { rows in
            do throws(ArchiveError) {
                answer.value = try transaction.answer(rows)
                return nil
            } catch {
                return error
            }
        }
        let desk = desk
        let (isWrite, user) =
            switch transaction.access {
            case .read(let user): (false, user)
            case .write(let user): (true, user)
            }
        let isTaken = isClosed.withLock { isClosed in
            if !isClosed {
                remote.execute { _ in
                    desk.submit(transaction.statements, isWrite: isWrite, of: user, take: take) { error in
                        then(error.map { .failure($0) } ?? .success(answer.value!))
                    }
                }
            }
            return !isClosed
        }
        if !isTaken { then(.failure(.unavailable("it was closed"))) }
    }

    /// How many reads went to the primary, and how many to replicas.
    package func reads() async -> (primary: Int, replicas: Int) {
        let desk = desk
        return await withUnsafeContinuation { continuation in
            remote.execute { _ in continuation.resume(returning: desk.reads) }
        }
    }

    /// Lets go of the connections.
    package func close() {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        let desk = desk
        remote.execute { loop in desk.close(loop) }
        thread.join()
        resolver.stop()
    }

    /// An answer that waits for its commit. Sendable, although it changes: only the loop's thread touches it.
    private final class Kept<Answer>: @unchecked Sendable {
        var value: Answer?
    }
}
