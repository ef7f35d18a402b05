internal import Loop
internal import Records
internal import Statements

/// Which server is asked: changes go to the primary, and so does what has not reached a replica yet.
///
/// Sendable, although it changes: only its loop's thread touches it.
final class Desk: @unchecked Sendable, TimerTarget {
    private let loop: EventLoop
    private let primary: PostgresPool
    private let replicas: [PostgresPool]
    private var turn = 0
    /// How far the log was behind the last change of each user, and of all.
    private var marks: [RecordID: WALPosition] = [:]
    private var newest: WALPosition
    private(set) var reads = (primary: 0, replicas: 0)

    /// Users whose marks are kept. Where there are more, all are as far as the newest.
    private static let mostMarks = 100_000
    private static let replicaPatienceMilliseconds = 500
    private var floor: WALPosition
    private var isClosing = false

    init(
        _ loop: EventLoop, _ primary: PostgresAddress, _ replicas: [PostgresAddress], _ limits: PostgresLimits,
        _ resolver: WorkerPool, start: WALPosition
    ) {
        self.loop = loop
        newest = start
        floor = start
        self.primary = PostgresPool(loop, primary, limits, resolver: resolver, wantsPositions: !replicas.isEmpty)
        // Whoever is not answered by one soon asks the primary.
        var replicaLimits = limits
        replicaLimits.patienceMilliseconds = min(limits.patienceMilliseconds, Self.replicaPatienceMilliseconds)
        self.replicas = replicas.map {
            PostgresPool(loop, $0, replicaLimits, resolver: resolver, wantsPositions: false)
        }
    }

    func submit(
        _ statements: [Statement], isWrite: Bool, of user: RecordID?,
        take: @escaping @Sendable ([[Row]]) -> ArchiveError?, end: @escaping @Sendable (ArchiveError?) -> Void
    ) {
        guard !isClosing else { return end(.unavailable("it was closed")) }
        guard !statements.isEmpty else { return end(take([])) }
        if isWrite {
            primary.submit(
                PostgresJob(statements: statements, isWrite: true, mark: nil, take: take) { outcome, position in
                    if let position { self.note(position, of: user) }
                    end(Self.error(outcome))
                })
        } else if statements.count == 1, let replica = replica() {
            let mark = user.map { max(marks[$0] ?? floor, floor) } ?? newest
            replica.submit(
                PostgresJob(statements: statements, isWrite: false, mark: mark, take: take) { outcome, _ in
                    switch outcome {
                    case .done:
                        self.reads.replicas += 1
                        end(nil)
                    case .failed(let error) where !error.isOfTheArchive: end(error)
                    case .behind, .failed: self.readPrimary(statements, take, end)
                    }
                })
        } else {
            // Of one snapshot of several statements nobody could say how far it is.
            readPrimary(statements, take, end)
        }
    }

    private func readPrimary(
        _ statements: [Statement], _ take: @escaping @Sendable ([[Row]]) -> ArchiveError?,
        _ end: @escaping @Sendable (ArchiveError?) -> Void
    ) {
        reads.primary += 1
        primary.submit(
            PostgresJob(statements: statements, isWrite: false, mark: nil, take: take) { outcome, _ in
                end(Self.error(outcome))
            })
    }

    /// The next one that can be asked at once.
    private func replica() -> PostgresPool? {
        for _ in replicas.indices {
            turn = (turn + 1) % replicas.count
            if replicas[turn].isAtHand { return replicas[turn] }
        }
        return nil
    }

    private func note(_ position: WALPosition, of user: RecordID?) {
        newest = max(newest, position)
        guard let user else {
            // It is not known whom it concerns.
            floor = newest
            return
        }
        if marks.count >= Self.mostMarks {
            marks = [:]
            floor = newest
        }
        marks[user] = position
    }

    private static func error(_ outcome: PostgresJob.End) -> ArchiveError? {
        switch outcome {
        case .done: nil
        case .failed(let error): error
        case .behind: .busy
        }
    }

    /// Lets everything that was asked be done, and ends the loop.
    func close(_ loop: EventLoop) {
        isClosing = true
        timerFired(0)
    }

    func timerFired(_ kind: Int) {
        if primary.isBusy || replicas.contains(where: \.isBusy) {
            _ = loop.startTimer(afterMilliseconds: 4, self)
            return
        }
        primary.close()
        for replica in replicas { replica.close() }
        loop.stop()
    }
}
