import Accounts
import Logging
import Records
import Sessions
import Synchronization

/// Takes attempts to the archive, and keeps on trying where the archive cannot take them now. Any thread may hand one over; none waits.
final class ArchiveKeeper: AttemptKeeper {
    private struct Job: Sendable {
        var attempt: Attempt
        let writer: SessionWriter
        let kept: @Sendable () -> Void
    }

    private struct State {
        /// What waits for the archive to be usable again, the first one in front.
        var waiting: [Job] = []
        /// How many are under way or wait.
        var count = 0
        var isWaiting = false
        var isStopped = false
        /// Users of an operator's own issuer, whom the archive has named.
        var users: [SessionWriter: RecordID] = [:]
    }

    /// How many may be under way or wait: half a minute of 300 pens, 50 MB. What comes beyond that stays with its client, which is told nothing of it.
    private static let mostAttempts = 10_000
    private static let mostUsers = 10_000
    private static let retryNanoseconds: UInt64 = 1_000_000_000

    private let archive: any Archive
    private let log: Logger
    private let state = Mutex(State())

    init(_ archive: any Archive, _ log: Logger) {
        self.archive = archive
        self.log = log
    }

    func keep(_ attempt: Attempt, of writer: SessionWriter, kept: @escaping @Sendable () -> Void) {
        let isTaken = state.withLock { state in
            guard state.count < Self.mostAttempts, !state.isStopped else { return false }
            state.count += 1
            return true
        }
        guard isTaken else { return log.error("an attempt was not kept: too many wait for the records") }
        send(Job(attempt: attempt, writer: writer, kept: kept))
    }

    /// Takes nothing more; what was handed over before is with the archive.
    func stop() {
        let lost = state.withLock { state in
            state.isStopped = true
            return state.waiting.count
        }
        if lost > 0 {
            log.error("attempts were not kept: the records could not be used", metadata: ["count": "\(lost)"])
        }
    }

    private func send(_ job: Job) {
        var job = job
        guard let user = user(of: job.writer) else { return name(job) }
        job.attempt.summary.user = user
        let sent = job
        archive.append([sent.attempt]) { self.end(sent, $0) }
    }

    private func user(of writer: SessionWriter) -> RecordID? {
        if writer.issuer == User.ownIssuer { return RecordID(writer.subject) }
        return state.withLock { $0.users[writer] }
    }

    /// Has the archive name the user, and goes on.
    private func name(_ job: Job) {
        let id = job.attempt.summary.id
        let new = User(id: id, issuer: job.writer.issuer, subject: job.writer.subject, createdAt: id.time)
        Task {
            do throws(ArchiveError) {
                let user = try await archive.userOrNew(new).id
                state.withLock { state in
                    if state.users.count >= Self.mostUsers { state.users = [:] }
                    state.users[job.writer] = user
                }
                send(job)
            } catch {
                end(job, .failure(error))
            }
        }
    }

    private func end(_ job: Job, _ result: Result<Void, ArchiveError>) {
        switch result {
        case .success:
            state.withLock { $0.count -= 1 }
            job.kept()
        case .failure(let error) where error.isOfTheArchive:
            wait(job, error)
        case .failure(let error):
            state.withLock { $0.count -= 1 }
            log.error("an attempt was not kept", metadata: ["reason": "\(error)"])
        }
    }

    private func wait(_ job: Job, _ error: ArchiveError) {
        let isFirst = state.withLock { state in
            state.waiting.append(job)
            guard !state.isStopped else { return false }
            defer { state.isWaiting = true }
            return !state.isWaiting
        }
        guard isFirst else { return }
        log.warning("attempts wait for the records", metadata: ["reason": "\(error)"])
        Task {
            try? await Task.sleep(nanoseconds: Self.retryNanoseconds)
            let jobs = state.withLock { state in
                defer { state.waiting = [] }
                state.isWaiting = false
                return state.isStopped ? [] : state.waiting
            }
            for job in jobs { send(job) }
        }
    }
}
