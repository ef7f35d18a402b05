internal import Loop
internal import Records

/// Connections to one server, on one loop, and the transactions that wait for one of them.
///
/// Connections are opened as they are needed and kept. Where the server is away, one is tried for again and again, less and less often, and what waits
/// is given up at its deadline.
final class PostgresPool: TimerTarget {
    private let loop: EventLoop
    private let address: PostgresAddress
    private let limits: PostgresLimits
    private let resolver: WorkerPool
    /// Whether changes say how far the log was behind them.
    let wantsPositions: Bool

    private var connections: [PostgresConnection] = []
    private var connecting = 0
    private var waiting: [PostgresJob] = []
    private var failures = 0
    private var reason = "nobody has answered yet"
    private var isWaitingToTry = false
    private var isWatching = false
    private var isClosed = false

    private static let watchKind = 0
    private static let tryKind = 1
    private static let watchMilliseconds = 100

    init(
        _ loop: EventLoop, _ address: PostgresAddress, _ limits: PostgresLimits, resolver: WorkerPool,
        wantsPositions: Bool
    ) {
        self.loop = loop
        self.address = address
        self.limits = limits
        self.resolver = resolver
        self.wantsPositions = wantsPositions
    }

    /// Whether the last try to reach the server went well, or there was none yet.
    var isReachable: Bool { failures == 0 }

    /// Whether it can be asked without a wait for a connection; where it cannot, one is tried for.
    var isAtHand: Bool {
        if connections.contains(where: \.isReady) { return isReachable }
        if connecting == 0 { open() }
        return false
    }

    /// Does a job when its turn comes.
    func submit(_ job: PostgresJob) {
        guard !isClosed else { return job.end(.failed(.unavailable("it was closed")), nil) }
        guard waiting.count < limits.waiting else { return job.end(.failed(.busy), nil) }
        var job = job
        job.deadline = loop.nowMilliseconds + UInt64(limits.patienceMilliseconds)
        waiting.append(job)
        work()
    }

    private func work() {
        while !waiting.isEmpty, let free = connections.first(where: \.isFree) {
            var job = waiting.removeFirst()
            job.tries += 1
            free.run(job)
        }
        if !waiting.isEmpty, connecting == 0 || (failures == 0 && connecting < waiting.count) { open() }
        watch()
    }

    private func open() {
        guard !isClosed, !isWaitingToTry, connections.count + connecting < limits.connections else { return }
        connecting += 1
        let remote = loop.remote, address = address
        let hand = Hand(self)
        resolver.submit(
            WorkerPool.Job(
                run: {
                    let addresses = address.resolved()
                    remote.execute { _ in hand.pool?.connect(addresses) }
                },
                fail: { _ in remote.execute { _ in hand.pool?.isNotConnected("there is no thread to look its name up") }
                }))
    }

    /// Sendable, although its pool is not: only the loop's thread looks into it.
    private final class Hand: @unchecked Sendable {
        weak var pool: PostgresPool?

        init(_ pool: PostgresPool) { self.pool = pool }
    }

    private func connect(_ hostAddresses: String) {
        guard !isClosed, let connection = PostgresConnection(loop, address, hostAddresses: hostAddresses, pool: self)
        else { return isNotConnected("there is no memory for a connection") }
        connections.append(connection)
        connection.start()
    }

    /// A connection can be used from now on.
    func isConnected(_ connection: PostgresConnection) {
        connecting -= 1
        failures = 0
        work()
    }

    private func isNotConnected(_ reason: String) {
        connecting -= 1
        isAway(reason)
    }

    private func isAway(_ reason: String) {
        failures += 1
        self.reason = reason
        guard !isClosed, !isWaitingToTry else { return }
        isWaitingToTry = true
        // 50 ms, 100 ms, … 1.6 s, and up to as much again, so that not all nodes come at once.
        let delay = 50 << min(failures - 1, 5)
        _ = loop.startTimer(afterMilliseconds: delay + Int.random(in: 0...delay), self, kind: Self.tryKind)
    }

    /// A connection has done a job; `end` is nil where it is to be begun again.
    func isFree(_ connection: PostgresConnection, _ job: PostgresJob, _ end: PostgresJob.End?, _ position: WALPosition?)
    {
        switch end {
        case nil: again(job, .busy)
        case .failed(.readOnly):
            // It was a primary once: of several hosts another one is it now.
            connections.removeAll { $0 === connection }
            _ = connection.abandon()
            again(job, .readOnly)
        case .some(let end): job.end(end, position)
        }
        work()
    }

    /// A connection is gone, and what it was at with it.
    func isLost(_ connection: PostgresConnection, _ job: PostgresJob?, _ mayHaveHappened: Bool, _ reason: String) {
        let wasReady = connection.isReady
        connections.removeAll { $0 === connection }
        if let job {
            if mayHaveHappened { job.end(.failed(.unavailable(reason)), nil) } else { again(job, .unavailable(reason)) }
        }
        if !wasReady { isNotConnected(reason) }
        work()
    }

    private func again(_ job: PostgresJob, _ error: ArchiveError) {
        guard job.tries < PostgresJob.mostTries, !isClosed else { return job.end(.failed(error), nil) }
        waiting.insert(job, at: 0)
    }

    private func watch() {
        guard !isWatching, !waiting.isEmpty || connections.contains(where: { $0.deadline != nil }) else { return }
        isWatching = true
        _ = loop.startTimer(afterMilliseconds: Self.watchMilliseconds, self, kind: Self.watchKind)
    }

    func timerFired(_ kind: Int) {
        if kind == Self.tryKind {
            isWaitingToTry = false
        } else {
            isWatching = false
            giveUp()
        }
        work()
    }

    /// Ends what is past its deadline.
    private func giveUp() {
        let now = loop.nowMilliseconds
        let late = waiting.filter { $0.deadline <= now }
        waiting.removeAll { $0.deadline <= now }
        let error: ArchiveError = isReachable ? .busy : .unavailable(reason)
        for job in late { job.end(.failed(error), nil) }
        for connection in connections where connection.deadline.map({ $0 <= now }) ?? false {
            let wasReady = connection.isReady, reason = "it has not answered in time"
            connections.removeAll { $0 === connection }
            connection.abandon()?.end(.failed(.unavailable(reason)), nil)
            if wasReady { isAway(reason) } else { isNotConnected(reason) }
        }
    }

    /// Ends what waits, and lets go of the connections.
    func close() {
        isClosed = true
        for job in waiting { job.end(.failed(.unavailable("it was closed")), nil) }
        waiting = []
        for connection in connections { connection.abandon()?.end(.failed(.unavailable("it was closed")), nil) }
        connections = []
    }

    /// Whether something waits or is being done.
    var isBusy: Bool { !waiting.isEmpty || connections.contains(where: \.isAtWork) }
}

/// How much a pool takes.
package struct PostgresLimits: Sendable {
    /// Connections to one server at most.
    package var connections = 8
    /// Transactions that may wait for one.
    package var waiting = 10_000
    /// Milliseconds after which a transaction is given up that is not done.
    package var patienceMilliseconds = 5_000

    /// What a server has.
    package init() {}
}
