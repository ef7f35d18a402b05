internal import CPostgres
internal import Loop
internal import Records
internal import Statements

/// One connection to a server, on its pool's loop: one transaction at a time, all of whose statements are asked at once.
///
/// It never waits: it is told by the loop when its socket can be read or written.
final class PostgresConnection {
    /// What it is busy with.
    enum State {
        case connecting
        case idle
        /// The statements of a job are on their way.
        case asking(PostgresJob)
        /// They are answered, and what is decided is on its way: the job's end then (nil where it is begun again), and whether it is a commit.
        case ending(PostgresJob, PostgresJob.End?, isCommit: Bool)
        case closed
    }

    /// A command in the pipeline, whose results come in order.
    private enum Step {
        case setting
        case prepare(String)
        case begin
        case mark
        case statement
        case end
        case position
    }

    private let loop: EventLoop
    private let handle: OpaquePointer
    private unowned let pool: PostgresPool
    private var watch: DescriptorWatch?
    private(set) var state = State.connecting
    private var prepared: [String: String] = [:]
    private var names = 0
    private var steps: [Step] = []
    private var step = 0
    private var hadResult = false
    private var rows: [[Row]] = []
    private var failure: (error: ArchiveError, isWorthAnotherTry: Bool)?
    private var position: WALPosition?
    private var isCommitted = false
    private var isSet = false
    private let connectDeadline: UInt64

    private static let connectMilliseconds: UInt64 = 5_000
    /// Milliseconds that the server works on one statement, or holds a transaction open that nothing is heard of.
    private static let settings = """
        SET statement_timeout = 8000; SET idle_in_transaction_session_timeout = 10000; SET lock_timeout = 4000; \
        SET default_transaction_isolation = 'read committed'
        """

    /// Begins to connect; nil where there is no memory for it.
    init?(_ loop: EventLoop, _ address: PostgresAddress, hostAddresses: String, pool: PostgresPool) {
        let handle = address.with(hostAddresses: hostAddresses) { PQconnectStartParams($0, $1, 1) }
        guard let handle else { return nil }
        self.loop = loop
        self.handle = handle
        self.pool = pool
        connectDeadline = loop.nowMilliseconds + Self.connectMilliseconds
    }

    /// Goes on with connecting. Called once after it was made.
    func start() {
        guard PQstatus(handle) != CONNECTION_BAD else { return fail() }
        // As the manual has it: at first one waits for writing.
        listen([.writable])
    }

    /// The descriptor may be another one at every step: several hosts are tried, with TLS and without.
    private func listen(_ readiness: DescriptorWatch.Readiness) {
        watch?.close()
        watch = try? DescriptorWatch(loop, descriptor: PQsocket(handle)) { [weak self] _ in self?.ready() }
        guard let watch else { return fail() }
        watch.want(readiness)
    }

    private func ready() {
        switch state {
        case .connecting: connect()
        case .closed: break
        case .idle, .asking, .ending: receive()
        }
    }

    private func connect() {
        // Closed before, since libpq may close the socket under it.
        watch?.close()
        watch = nil
        switch PQconnectPoll(handle) {
        case PGRES_POLLING_READING: listen([.readable])
        case PGRES_POLLING_WRITING: listen([.writable])
        case PGRES_POLLING_OK:
            guard PQsetnonblocking(handle, 1) == 0, PQsendQuery(handle, Self.settings) == 1 else { return fail() }
            state = .idle
            listen([.readable])
            steps = [.setting]
            flush()
        default: fail()
        }
    }

    /// Whether it can take a job.
    var isFree: Bool { if case .idle = state { isSet } else { false } }

    /// Whether it was ever ready to take one.
    var isReady: Bool { isSet }

    /// When what it is at is given up, on the loop's clock; nil where it is at nothing.
    var deadline: UInt64? {
        switch state {
        case .asking(let job), .ending(let job, _, _): job.deadline
        case .connecting: connectDeadline
        case .idle: isSet ? nil : connectDeadline
        case .closed: nil
        }
    }

    /// Whether it is at a job.
    var isAtWork: Bool {
        switch state {
        case .asking, .ending: true
        case .connecting, .idle, .closed: false
        }
    }

    /// Begins a job.
    func run(_ job: PostgresJob) {
        state = .asking(job)
        rows = []
        failure = nil
        position = nil
        begin()
        if let mark = job.mark {
            let question = Statement(
                "SELECT 1 WHERE pg_last_wal_replay_lsn() - '0/0'::pg_lsn >= $1::numeric",
                [.integer(Int64(clamping: mark.bytes))])
            guard ask(question, .mark) else { return fail() }
        }
        if job.isLong {
            guard command(job.isWrite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", .begin)
            else { return fail() }
        }
        for statement in job.statements {
            guard ask(statement, .statement) else { return fail() }
        }
        guard PQpipelineSync(handle) == 1 else { return fail() }
        flush()
    }

    private func begin() {
        steps = []
        step = 0
        hadResult = false
    }

    private func command(_ text: String, _ step: Step) -> Bool {
        steps.append(step)
        return PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1) == 1
    }

    private func ask(_ statement: Statement, _ step: Step) -> Bool {
        let name: String
        if let known = prepared[statement.text] {
            name = known
        } else {
            name = "s\(names)"
            names += 1
            // Forgotten again where the server does not say that it has it.
            prepared[statement.text] = name
            steps.append(.prepare(statement.text))
            guard PQsendPrepare(handle, name, statement.text, 0, nil) == 1 else { return false }
        }
        steps.append(step)
        return PostgresParameters(statement.values).with { count, values, lengths, formats in
            PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1) == 1
        }
    }

    private func flush() {
        let left = PQflush(handle)
        guard left >= 0 else { return fail() }
        watch?.want(left == 0 ? [.readable] : [.readable, .writable])
    }

    private func receive() {
        // Also while something is left to write: the server may wait until its answers are read.
        guard PQconsumeInput(handle) == 1 else { return fail() }
        flush()
        var silences = 0
        while silences < 2 {
            if case .closed = state { return }
            if step >= steps.count, case .idle = state { return }
            guard PQisBusy(handle) == 0 else { return }
            guard let result = PQgetResult(handle) else {
                silences += 1
                if hadResult { endStep() }
                continue
            }
            silences = 0
            take(result)
            PQclear(result)
        }
    }

    private func endStep() {
        hadResult = false
        step += 1
        guard !isSet, step == steps.count else { return }
        guard failure == nil, PQenterPipelineMode(handle) == 1 else { return fail() }
        isSet = true
        pool.isConnected(self)
    }

    private func take(_ result: OpaquePointer) {
        let status = PQresultStatus(result)
        if status == PGRES_PIPELINE_SYNC { return synchronised() }
        let current = step < steps.count ? steps[step] : .end
        hadResult = true
        switch status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
            switch current {
            case .statement, .mark: rows.append(Row.rows(of: result))
            case .position:
                if case .integer(let bytes) = Row.rows(of: result).first?.all.first {
                    position = WALPosition(bytes: UInt64(bitPattern: bytes))
                }
            case .end: isCommitted = true
            case .setting, .prepare, .begin: break
            }
        default:
            if case .prepare(let text) = current { prepared[text] = nil }
            if failure == nil, status != PGRES_PIPELINE_ABORTED {
                failure = (ArchiveError(postgres: result), ArchiveError.isWorthAnotherTry(result))
            }
        }
    }

    /// Everything that was asked is answered.
    private func synchronised() {
        switch state {
        case .asking(let job): decide(job)
        case .ending(let job, let end, let isCommit):
            state = .idle
            if isCommit, !isCommitted {
                // The server has undone it.
                let isAgain = failure?.isWorthAnotherTry ?? false
                pool.isFree(self, job, isAgain ? nil : .failed(failure?.error ?? .busy), nil)
            } else if isCommit {
                // Where it is not known how far the log was, no replica is ever far enough.
                pool.isFree(self, job, end, position ?? WALPosition(bytes: .max))
            } else {
                pool.isFree(self, job, end, nil)
            }
        case .connecting, .idle, .closed: break
        }
    }

    private func decide(_ job: PostgresJob) {
        var isAgain = false
        let end: PostgresJob.End
        if let failure {
            isAgain = failure.isWorthAnotherTry
            // A statement that gave no row may be why a later one failed: all were asked at once.
            end = .failed(Self.otherwise(of: job, job.mark == nil ? rows : Array(rows.dropFirst())) ?? failure.error)
        } else if job.mark != nil, rows[0].isEmpty {
            end = .behind
        } else {
            end = Self.outcome(of: job, job.mark == nil ? rows : Array(rows.dropFirst()))
        }
        let isDone = if case .done = end { true } else { false }
        guard job.isLong || (job.isWrite && isDone && pool.wantsPositions) else {
            state = .idle
            return pool.isFree(self, job, isAgain ? nil : end, nil)
        }
        begin()
        failure = nil
        isCommitted = !job.isLong
        state = .ending(job, isAgain ? nil : end, isCommit: isDone)
        if job.isLong {
            guard command(isDone ? "COMMIT" : "ROLLBACK", .end) else { return fail() }
        }
        if job.isWrite, isDone, pool.wantsPositions {
            // Behind the commit, and so a transaction of its own.
            guard command("SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint", .position) else { return fail() }
        }
        guard PQpipelineSync(handle) == 1 else { return fail() }
        flush()
    }

    private static func outcome(of job: PostgresJob, _ rows: [[Row]]) -> PostgresJob.End {
        if let otherwise = otherwise(of: job, rows) { return .failed(otherwise) }
        return job.take(rows).map { .failed($0) } ?? .done
    }

    private static func otherwise(of job: PostgresJob, _ rows: [[Row]]) -> ArchiveError? {
        zip(job.statements, rows).first { $1.isEmpty && $0.otherwise != nil }?.0.otherwise
    }

    private func fail() {
        guard let job = end() else { return }
        pool.isLost(self, job.job, job.mayHaveHappened, job.reason)
    }

    /// Gives it up, with what it was at.
    func abandon() -> PostgresJob? { end()?.job }

    private func end() -> (job: PostgresJob?, mayHaveHappened: Bool, reason: String)? {
        let lost: (PostgresJob?, Bool)
        switch state {
        case .closed: return nil
        case .connecting, .idle: lost = (nil, false)
        case .asking(let job): lost = (job, job.isWrite && !job.isLong)
        case .ending(let job, _, let isCommit): lost = (job, isCommit)
        }
        state = .closed
        let reason = String(cString: PQerrorMessage(handle)).split(separator: "\n").first.map(String.init)
        watch?.close()
        watch = nil
        PQfinish(handle)
        return (lost.0, lost.1, reason ?? "the connection was lost")
    }
}
