import Checking
import Cluster
import Loop
import Wire

/// The logs of a loop's sessions on their way to the store.
///
/// Ink is recorded as it comes, and flushed when it has waited for ``SessionService/Configuration/flushMilliseconds``: with what all
/// sessions have for their store in one write. Feedback never waits for it; acknowledgements do.
extension SessionHost {
    /// A session whose log has something to flush, and when.
    struct DueLog {
        let session: Session
        let at: UInt64
    }

    /// Counts on whenever the outputs for the same ink may be others.
    static var foldVersion: Int { 7 }

    /// The bytes of the head of a session's log.
    func logHead(_ session: Session, _ start: SessionStart) -> [UInt8] {
        LogHead(fold: Self.foldVersion, library: service.library, startedAt: session.startedAt, start: start).bytes
    }

    /// Begins the log of a session that its client names; nothing where there is no store.
    func beginLog(
        of session: Session, _ start: SessionStart, from base: Checkpoint = .beginning, epoch: UInt64? = nil,
        writesFrom: UInt64 = 0
    ) {
        guard let logs else { return }
        session.server = logs.home(of: session.id)
        session.inkLog = OwnedLog(
            head: logHead(session, start), grid: session.head.quantiser, characters: session.head.text.count,
            from: base,
            epoch: epoch ?? WallClock.milliseconds(), writesFrom: writesFrom)
        own(session)
        schedule(session, afterMilliseconds: 0)
    }

    /// From now on this loop keeps the session's log.
    func own(_ session: Session) {
        guard session.inkLog != nil else { return }
        owned[session.id] = session
        classes?.note(session)
    }

    /// Has the session's log flushed after a while.
    func schedule(_ session: Session, afterMilliseconds delay: Int? = nil) {
        guard session.inkLog != nil, !session.isLogScheduled else { return }
        session.isLogScheduled = true
        let delay = delay ?? service.configuration.flushMilliseconds
        let due = DueLog(session: session, at: loop.nowMilliseconds + UInt64(delay))
        if delay == 0 { dueNow.append(due) } else { dueLater.append(due) }
    }

    /// Logs that are flushed at once, at most. Fewer would wake the store thousands of times a second with a few commands each;
    /// more would keep a turn's feedback waiting for them, and for the acknowledgements that their answers lead to.
    private static let gatheredLogs = 16

    /// End of a turn: flushes what must not wait and, when enough has gathered or has waited long enough, what is due.
    func flushLogs() {
        guard logs != nil else { return }
        if firstDue < dueLater.count, !isFlushTimed || hasGathered { gatherDue() }
        guard !dueNow.isEmpty else { return }
        var due: [DueLog] = []
        swap(&due, &dueNow)
        for item in due { flush(item.session) }
    }

    private var hasGathered: Bool {
        let last = firstDue + Self.gatheredLogs - 1
        return last < dueLater.count && dueLater[last].at <= loop.nowMilliseconds
    }

    /// Moves what is due to what is flushed now, and sees to it that the rest will be.
    private func gatherDue() {
        let now = loop.nowMilliseconds, end = min(dueLater.count, firstDue + Self.gatheredLogs)
        while firstDue < end, dueLater[firstDue].at <= now {
            dueNow.append(dueLater[firstDue])
            firstDue += 1
        }
        guard firstDue < dueLater.count else {
            dueLater.removeAll(keepingCapacity: true)
            firstDue = 0
            return
        }
        if firstDue > 1_024, firstDue * 2 > dueLater.count {
            dueLater.removeFirst(firstDue)
            firstDue = 0
        }
        guard !isFlushTimed else { return }
        isFlushTimed = true
        let wait = Int(dueLater[firstDue].at - min(now, dueLater[firstDue].at))
        _ = loop.startTimer(afterMilliseconds: wait, self, kind: Timer.flush.rawValue)
    }

    private func flush(_ session: Session) {
        session.isLogScheduled = false
        guard let logs, owned[session.id] === session, logs.isUsable(session.server),
            let command = session.inkLog?.nextCommand(), let ticket = session.inkLog?.ticket
        else { return }
        logs.perform(command, session: session.id, server: session.server) { [weak self] reply in
            self?.took(reply, ticket: ticket, of: session)
        }
        guard loop.nowMilliseconds - session.refreshedAt > UInt64(service.configuration.lifetimeMilliseconds) / 4 else {
            return
        }
        if session.refreshedAt != 0 { logs.refresh(session: session.id, server: session.server) }
        session.refreshedAt = loop.nowMilliseconds
    }

    private func took(_ reply: LogReply, ticket: UInt64, of session: Session) {
        guard owned[session.id] === session, let outcome = session.inkLog?.take(reply, ticket: ticket) else { return }
        switch outcome {
        case .none: break
        case .stored:
            session.acknowledgements.store(upTo: session.inkLog?.stored ?? 0)
            acknowledge(session)
            announceInk(of: session)
        case .replaced: return lose(session, to: nil)
        }
        if session.inkLog?.isAwaiting == false, reply != .failed { schedule(session) }
    }

    /// The session is somebody else's now. Its client is told so where it is known that another one has it; otherwise it comes again.
    private func lose(_ session: Session, to epoch: UInt64?) {
        owned[session.id] = nil
        let link = links[session.id]
        link?.session = nil
        forget(session)
        for watcher in service.store.remove(session.id) { watcher.link.on { $0.watchesElsewhere(session.id) } }
        link?.end(
            epoch == nil
                ? EventError(.goingAway, "Your session has gone on elsewhere. Resume it.")
                : EventError(.sessionTaken, "Another connection has resumed this session."))
        logEnd(session.id, "went on elsewhere")
    }

    /// Tells those who follow the session on other loops that more of it is stored.
    private func announceInk(of session: Session) {
        guard session.isFollowed else { return }
        logs?.announceInk(of: session.id, server: session.server) { receivers in
            // They say it again, should they not have been listening just now.
            if receivers == 0 { session.isFollowed = false }
        }
    }

    /// The server ends: what waits goes to the store with this turn.
    package func flushAllLogs() {
        for session in owned.values { flush(session) }
    }
}

extension SessionHost: LogStore.Owner {
    func logStoreReady(_ store: LogStore, server: Int) {
        for session in owned.values where session.server == server {
            session.inkLog?.doubt()
            schedule(session)
        }
    }

    func logStore(_ store: LogStore, heard notice: LogNotice) {
        switch notice {
        case .taken(let id, let epoch):
            guard let session = owned[id], session.inkLog?.yield(to: epoch) == .replaced else { return }
            lose(session, to: epoch)
        case .followed(let id): owned[id]?.isFollowed = true
        case .ink(let id): followed[id]?.read()
        }
    }
}
