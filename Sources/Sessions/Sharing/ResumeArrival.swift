import Checking
import Cluster
import Ink
import Loop
import Wire

/// A client that has come back, until it is known what its session is: the store is asked for the log, server by server, and has
/// only so long to answer.
///
/// Confined to the loop of the client's connection, which is not read meanwhile.
final class ResumeArrival: TimerTarget {
    /// After this long the client is served without the store.
    private static let patienceMilliseconds = 1_000
    /// How often a higher epoch is tried.
    private static let attempts = 8

    private let host: SessionHost
    private let logs: LogStore
    private let resume: SessionResume
    /// The epoch in which the client was last welcomed; 0 where it does not say.
    private let known: UInt64
    /// What this node has of the session.
    private let local: Session?
    private let candidates: [Int]
    private var candidate = 0
    private var attempt = 0
    private var epoch: UInt64
    private var timer = TimerToken.none
    private var isOver = false
    private let done: (Outcome) -> Void

    /// What it led to.
    enum Outcome {
        /// The session, and who had it before.
        case session(Session, formerOwner: (name: String, epoch: UInt64)?)
        case failure(EventError)
    }

    init(
        _ host: SessionHost, _ logs: LogStore, _ resume: SessionResume, known: UInt64, local: Session?,
        done: @escaping (Outcome) -> Void
    ) {
        self.host = host
        self.logs = logs
        self.resume = resume
        self.known = known
        self.local = local
        self.done = done
        candidates = logs.candidates(for: resume.session)
        epoch = max(WallClock.milliseconds(), (local?.inkLog?.epoch ?? 0) + 1)
    }

    func start() {
        timer = host.loop.startTimer(afterMilliseconds: Self.patienceMilliseconds, self)
        ask()
    }

    func timerFired(_ kind: Int) { conclude(.unreachable) }

    private func ask() {
        // The first server is where a log belongs; on the others it is only where servers were added.
        while candidate > 0, candidate < candidates.count, !logs.isUsable(candidates[candidate]) { candidate += 1 }
        guard candidate < candidates.count else { return conclude(.missing) }
        attempt += 1
        guard attempt <= Self.attempts + candidates.count, logs.isUsable(candidates[candidate]) else {
            return conclude(.unreachable)
        }
        logs.attach(
            session: resume.session, server: candidates[candidate], epoch: epoch, known: local?.inkLog?.epoch
        ) { [self] in took($0) }
    }

    private func took(_ attachment: LogAttachment) {
        guard !isOver else { return }
        switch attachment {
        case .late(let top):
            epoch = top + 1
            ask()
        case .missing:
            candidate += 1
            ask()
        case .attached where local?.inkLog?.phase == .replaced:
            // Somebody has taken it over while the answer was under way.
            epoch += 1
            ask()
        case .attached, .unreachable: conclude(attachment)
        }
    }

    private func conclude(_ attachment: LogAttachment) {
        guard !isOver else { return }
        isOver = true
        host.loop.cancelTimer(timer)
        do throws(EventError) {
            if case .attached(let stored, let before, let owner) = attachment {
                done(try attached(stored, before: before, owner: owner))
            } else {
                done(.session(try unattached(isReachable: attachment == .missing), formerOwner: nil))
            }
        } catch {
            done(.failure(error))
        }
    }

    private func attached(
        _ stored: StoredLog, before: LogPosition, owner: String
    ) throws(EventError) -> Outcome {
        let session: Session
        if let local, local.inkLog?.epoch == before.epoch {
            local.inkLog?.remember(stored.results)
            local.inkLog?.advance(to: epoch, after: before)
            session = local
        } else {
            session = try restored(stored)
        }
        session.server = candidates[candidate]
        let log = session.inkLog.map { ($0.base, session.intake.lastNumber) }
        switch ResumeChoice(resume, log: log, isCertain: true) {
        case .takeUp: return .session(session, formerOwner: owner.isEmpty ? nil : (owner, epoch))
        case .restart, .unknown:
            return .session(
                try restarted(in: epoch, startedAt: session.startedAt),
                formerOwner: owner.isEmpty ? nil : (owner, epoch))
        }
    }

    private func unattached(isReachable: Bool) throws(EventError) -> Session {
        let usable = local?.inkLog?.phase == .replaced ? nil : local
        let isCertain = known == 0 ? resume.start == nil : usable?.inkLog?.epoch == known
        let log = usable.flatMap { session in session.inkLog.map { ($0.base, session.intake.lastNumber) } }
        switch ResumeChoice(resume, log: log, isCertain: isCertain) {
        case .takeUp where usable != nil:
            usable?.inkLog?.doubt()
            return usable!
        case .restart:
            // The store may still carry out what it was asked: that epoch is not this session's.
            return try restarted(in: epoch + 1, startedAt: local?.startedAt)
        case .takeUp, .unknown:
            throw isReachable
                ? EventError(.sessionUnknown, "This session is over, or was never stored. Start a new one.")
                : EventError(.goingAway, "The store of sessions cannot be reached just now. Come again in a moment.")
        }
    }

    /// The session as another node has left it.
    private func restored(_ stored: StoredLog) throws(EventError) -> Session {
        let session = try host.service.makeSession(stored, id: resume.session)
        var steps: [InkEvent] = []
        let log = OwnedLog(
            restoring: stored, grid: session.head.quantiser, characters: session.head.text.count, epoch: epoch
        ) { steps.append($0) }
        session.inkLog = log
        session.acknowledgements.store(upTo: log.stored)
        session.replay(steps, upTo: log.last)
        return session
    }

    /// The session anew, from the ink that its client still has.
    private func restarted(in epoch: UInt64, startedAt: UInt64?) throws(EventError) -> Session {
        guard let start = resume.start else {
            throw EventError(.sessionUnknown, "This session is over, or was on another server. Start a new one.")
        }
        let head = try SessionHead(start), base = resume.checkpoint
        guard base.character <= head.text.count || head.text.isEmpty else {
            throw EventError(.fieldInvalid, "The checkpoint lies behind the end of the text.")
        }
        let session = try host.service.makeSession(
            head, isNamed: true, id: resume.session,
            label: SessionLabel(className: start.className, name: start.name), from: base,
            startedAt: startedAt ?? WallClock.milliseconds())
        host.beginLog(
            of: session, start, from: base, epoch: epoch, writesFrom: max(resume.ink ?? 0, base.ink + 1))
        return session
    }
}

@available(*, unavailable)
extension ResumeArrival: Sendable {}
