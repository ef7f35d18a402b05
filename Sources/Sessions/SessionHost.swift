import Access
import Checking
import Cluster
import Ink
import Logging
package import Loop
import Synchronization
import Wire

/// The sessions of one loop: reads their clients' events, has their rings drained at the end of the turn, sends what they said.
///
/// Confined to its loop. What is used for every message is not checked for exclusive access at run time, which would cost more than
/// the use: nothing that is called from inside such an access comes back to the field.
package final class SessionHost: TurnObserver, TimerTarget {
    package let loop: EventLoop
    package let service: SessionService
    package let counters = SessionCounters()
    /// One for all connections: its points are used before the next message is read.
    @exclusivity(unchecked) var scanner = EventScanner()
    private(set) var links: [String: SessionLink] = [:]
    private var connections: [ObjectIdentifier: SessionLink] = [:]
    /// Connections that ink came from in this turn.
    @exclusivity(unchecked) private var touched: [SessionLink] = []
    private var batch = SessionBatch()
    @exclusivity(unchecked) var json = EventEncoder(grid: Quantiser(frame: .unnamed))
    @exclusivity(unchecked) private var firstInkAt: UInt64 = 0
    package private(set) lazy var confined = LoopConfined(self, of: loop)

    /// Where logs are shared with other nodes; nil where there are none.
    let logs: LogStore?
    /// Sessions whose log this loop keeps: with their client, or waiting for it.
    var owned: [String: Session] = [:]
    /// Logs that are flushed at the end of this turn, and those that wait for their time, the first one in front.
    var dueNow: [DueLog] = []
    var dueLater: [DueLog] = []
    var firstDue = 0
    var isFlushTimed = false
    /// Sessions that a client is being let into, and who waits for the outcome to take them over.
    private var letIn: [String: [@Sendable () -> Void]] = [:]
    /// Sessions that are watched here and written elsewhere.
    var followed: [String: FollowedSession] = [:]
    /// Whether there is a timer for ``beat()``.
    var isBeating = false
    /// What the nodes tell each other of classes; nil where there is one node.
    package private(set) lazy var classes = logs.map { SharedClasses(self, $0) }

    private static let sweepMilliseconds = 5_000
    /// Sessions that one turn ends.
    private static let sweepSessions = 256

    /// What the host's timers are for.
    enum Timer: Int {
        case sweep, flush, report, beat
    }

    package init(loop: EventLoop, service: SessionService, index: Int = 0) {
        self.loop = loop
        self.service = service
        logs = service.logs.map { LogStore(loop, $0, loopIndex: index) }
        loop.observeTurns(self)
        _ = loop.startTimer(afterMilliseconds: Self.sweepMilliseconds, self, kind: Timer.sweep.rawValue)
        logs?.owner = self
        logs?.start()
        report()
    }

    private func report() {
        guard let logs else { return }
        service.report(logs.troubles, of: logs.name, now: loop.nowMilliseconds)
        classes?.tick()
        _ = loop.startTimer(afterMilliseconds: 200, self, kind: Timer.report.rawValue)
    }

    package func timerFired(_ kind: Int) {
        if kind == Timer.report.rawValue { return report() }
        if kind == Timer.beat.rawValue { return beat() }
        if kind == Timer.flush.rawValue {
            // The turn's end, which comes now, looks what is due.
            isFlushTimed = false
            return
        }
        sweep()
    }

    /// Ends sessions whose clients did not come back; a crowd of them in several turns.
    private func sweep() {
        let (expired, isMore) = service.store.removeExpired(at: loop.nowMilliseconds, atMost: Self.sweepSessions)
        for expired in expired {
            let session = expired.session
            expired.home.on { $0.disown(session) }
            for watcher in expired.watchers { watcher.link.on { $0.cannotWatch(session.id) } }
            logEnd(session.id, "not taken up again")
        }
        guard !isMore else {
            _ = loop.startTimer(afterMilliseconds: 1, self, kind: Timer.sweep.rawValue)
            return
        }
        for link in links.values { link.session?.log?.flush() }
        _ = loop.startTimer(afterMilliseconds: Self.sweepMilliseconds, self, kind: Timer.sweep.rawValue)
    }

    private func disown(_ session: Session) {
        guard owned[session.id] === session else { return }
        owned[session.id] = nil
        classes?.noteEnd(of: session)
    }

    /// The loop ends.
    package func stop() {
        loop.stopObservingTurns(self)
        logs?.stop()
    }

    // Connections.

    func opened(_ link: SessionLink) {
        connections[ObjectIdentifier(link)] = link
        counters.connections.add()
        counters.connectionsOpened.add()
    }

    func closed(_ link: SessionLink) {
        connections[ObjectIdentifier(link)] = nil
        counters.connections.subtract()
    }

    /// Devices were signed out: what their tokens have opened is closed.
    package func end(devices: Set<String>) {
        for link in connections.values {
            guard let device = link.grant?.device, devices.contains(device) else { continue }
            link.end(EventError(.tokenInvalid, "This device was signed out. Sign in again, and resume the session."))
        }
    }

    /// The server stops: every client is told to come again, each at a moment of its own, and let go.
    package func drain(overMilliseconds milliseconds: Int) {
        for link in connections.values { link.sendElsewhere(afterMilliseconds: Int.random(in: 0...milliseconds)) }
    }

    // Sessions.

    /// Gives away a session to the loop that has asked for it, which goes on with `then`. What its lane has still to say is said
    /// here before: nobody else may note it on the session.
    func giveAway(
        _ id: String, to next: LoopConfined<SessionHost>, then: @escaping @Sendable () -> Void
    ) {
        if waitsForLettingIn(id, then) { return }
        if let session = giveUp(id) { letGo(session) }
        let finish: @Sendable (SessionHost) -> Void = { host in
            if host.links[id] == nil { host.owned[id] = nil }
            host.service.store.release(id, by: host.confined, to: next)
            then()
        }
        guard let lane = service.store.parked(id, at: confined)?.lane else { return finish(self) }
        let home = confined
        lane.execute { _ in home.on(finish) }
    }

    /// A client's session is being looked for; who else comes for it meanwhile waits until it is known what comes of that.
    func beginLettingIn(_ id: String) { letIn[id] = letIn[id] ?? [] }

    /// It is known now.
    func endLettingIn(_ id: String) {
        for goOn in letIn.removeValue(forKey: id) ?? [] { goOn() }
    }

    /// Waits while another client is let into the session; false where none is.
    func waitsForLettingIn(_ id: String, _ goOn: @escaping @Sendable () -> Void) -> Bool {
        letIn[id]?.append(goOn) != nil
    }

    /// The session is not here any more.
    func forget(_ session: Session) { links[session.id] = nil }

    func hold(_ session: Session, _ link: SessionLink) {
        links[session.id] = link
        classes?.note(session)
    }

    /// The client has gone or begun another session. A session that it knows waits for it, another one is over.
    func letGo(_ session: Session) {
        links[session.id] = nil
        classes?.note(session)
        session.log?.flush()
        if session.isNamed {
            session.rest()
            service.store.park(
                session, until: loop.nowMilliseconds + UInt64(service.configuration.lifetimeMilliseconds))
        } else {
            for watcher in service.store.remove(session.id) { watcher.link.on { $0.cannotWatch(session.id) } }
            logEnd(session.id, "connection closed")
        }
    }

    /// Another connection, perhaps on another loop, takes the session over.
    func giveUp(_ id: String) -> Session? {
        guard let link = links[id], let session = link.session else { return nil }
        links[id] = nil
        link.session = nil
        link.end(EventError(.sessionTaken, "Another connection has resumed this session."))
        return session
    }

    func logEnd(_ id: String, _ reason: String) {
        service.recorder?.end(id)
        service.log.info("session ended", metadata: ["session": "\(id)", "reason": "\(reason)"])
    }

    // Ink.

    /// Ink has come from the connection: its session is drained at the end of the turn.
    func touch(_ link: SessionLink) {
        guard !link.isTouched else { return }
        link.isTouched = true
        if touched.isEmpty { firstInkAt = Self.microseconds() }
        touched.append(link)
    }

    package func turnEnds() { drainTouched() }

    /// Feedback has left: it does not wait until the turn's ink is on its way to the store.
    package func turnWasWritten() { flushLogs() }

    /// The list and the batch are used as locals: a field that is written for every message is checked for exclusivity every time.
    private func drainTouched() {
        guard !touched.isEmpty else { return }
        var links: [SessionLink] = [], batch = SessionBatch()
        swap(&links, &touched)
        swap(&batch, &self.batch)
        for link in links {
            link.isTouched = false
            guard let session = link.session else { continue }
            drain(session, of: link, through: &batch)
        }
        if service.lanes.isEmpty { counters.latency.record(microseconds: Self.microseconds() - firstInkAt) }
        swap(&batch, &self.batch)
        links.removeAll(keepingCapacity: true)
        if touched.isEmpty { swap(&links, &touched) }
    }

    private func drain(_ session: Session, of link: SessionLink, through batch: inout SessionBatch) {
        if session.inkLog != nil { schedule(session) }
        if let lane = session.lane { return drain(session, on: lane) }
        session.consume()
        batch.removeAll()
        session.pipeline.collect(into: &batch)
        deliver(batch, of: session, to: link)
    }

    private func drain(_ session: Session, on lane: LoopRemote) {
        guard !session.isScheduled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        let home = confined, arrived = firstInkAt
        lane.execute { _ in
            session.isScheduled.store(false, ordering: .sequentiallyConsistent)
            session.consume()
            var batch = SessionBatch()
            session.pipeline.collect(into: &batch)
            let collected = batch
            home.on { host in
                host.deliver(collected, of: session)
                host.counters.latency.record(microseconds: Self.microseconds() - arrived)
            }
        }
    }

    /// A character of the session has been analysed: the client is told if it is here.
    func analysisIsReady(of id: String) {
        guard let link = links[id], let session = link.session else { return }
        guard let lane = session.lane else {
            var batch = SessionBatch()
            session.pipeline.collect(into: &batch)
            return deliver(batch, of: session, to: link)
        }
        let home = confined
        lane.execute { _ in
            var batch = SessionBatch()
            session.pipeline.collect(into: &batch)
            let collected = batch
            home.on { $0.deliver(collected, of: session) }
        }
    }

    /// Greets the client that now holds the session, and sends what it has not seen.
    ///
    /// - Parameter resume: what it said when it came back; nil where the session has just begun.
    func greet(_ session: Session, resuming resume: SessionResume?) {
        let home = confined, service = service, epoch = session.inkLog?.epoch ?? 0, seen = resume?.seen ?? 0
        let work: @Sendable () -> SessionBatch = {
            session.consume()
            var batch = SessionBatch()
            if !session.pipeline.collectAll(after: seen, into: &batch) {
                batch.isIncomplete = true
            }
            batch.ready = service.ready(
                session, epoch: epoch, ink: session.pipeline.appliedInk, output: session.pipeline.lastOutput)
            return batch
        }
        if let resume { session.acknowledgements.begin(after: resume.start == nil ? nil : resume.checkpoint) }
        if let lane = session.lane {
            lane.execute { _ in
                let collected = work()
                home.on { $0.deliver(collected, of: session) }
            }
        } else {
            deliver(work(), of: session)
        }
    }

    /// What a lane has made, or what greets: the client may have gone meanwhile.
    private func deliver(_ batch: SessionBatch, of session: Session) {
        deliver(batch, of: session, to: links[session.id])
    }

    private func deliver(_ batch: SessionBatch, of session: Session, to link: SessionLink?) {
        // A greeting repeats what was said: those who watch have it.
        if batch.ready == nil, session.isWatched.load(ordering: .relaxed) { show(batch, toWatchersOf: session) }
        session.note(batch)
        for written in batch.written { keep(written, of: session) }
        guard let link else { return }
        send(batch, after: 0, to: link)
        for answer in batch.judged where session.attempts?.tell(answer.character) ?? true {
            session.acknowledgements.judge(answer.character)
        }
        let applied = session.settled(batch.applied)
        session.acknowledgements.deliver(upTo: applied)
        if session.inkLog == nil { session.acknowledgements.store(upTo: applied) }
        acknowledge(session, to: link)
        guard !session.waiting.isEmpty else { return }
        if session.pushWaiting() { link.resume(.ring) }
        touch(link)
    }

    /// Tells the client, if it is here, what is new about its ink.
    func acknowledge(_ session: Session) {
        guard let link = links[session.id] else { return }
        acknowledge(session, to: link)
    }

    private func acknowledge(_ session: Session, to link: SessionLink) {
        guard session.isAcknowledging, let notice = session.acknowledgements.next() else { return }
        json.json.removeAll()
        json.acknowledgement(ink: notice.ink, checkpoint: notice.checkpoint)
        send(json.json.bytes, to: link)
    }

    private static func microseconds() -> UInt64 { MonotonicClock.nanoseconds() / 1_000 }
}

@available(*, unavailable)
extension SessionHost: Sendable {}
