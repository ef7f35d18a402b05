import Checking
import Glibc
import Ink
import Logging
import Loop
import Synchronization
import Wire

/// The sessions of one loop: reads their clients' events, has their rings drained at the end of the turn, sends what they said.
///
/// Confined to its loop.
final class SessionHost: TurnObserver, TimerTarget {
    let loop: EventLoop
    let service: SessionService
    let counters = SessionCounters()
    /// One for all connections: its points are used before the next message is read.
    var scanner = EventScanner()
    private(set) var links: [String: SessionLink] = [:]
    private var connections: [ObjectIdentifier: SessionLink] = [:]
    /// Sessions that ink came for in this turn.
    private var touched: [Session] = []
    private var batch = SessionBatch()
    private var json = EventEncoder(grid: Quantiser(frame: .unnamed))
    private var firstInkAt: UInt64 = 0
    private(set) lazy var confined = LoopConfined(self, of: loop)

    private static let sweepMilliseconds = 5_000

    init(loop: EventLoop, service: SessionService) {
        self.loop = loop
        self.service = service
        loop.observeTurns(self)
        _ = loop.startTimer(afterMilliseconds: Self.sweepMilliseconds, self)
    }

    func timerFired(_ kind: Int) {
        for (id, watchers) in service.store.removeExpired(at: loop.nowMilliseconds) {
            for watcher in watchers { watcher.link.on { $0.cannotWatch(id) } }
            logEnd(id, "not taken up again")
        }
        for link in links.values { link.session?.log?.flush() }
        _ = loop.startTimer(afterMilliseconds: Self.sweepMilliseconds, self)
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

    /// The server stops: every client is told to come again, each at a moment of its own, and let go.
    func drain(overMilliseconds milliseconds: Int) {
        for link in connections.values { link.sendElsewhere(afterMilliseconds: Int.random(in: 0...milliseconds)) }
    }

    // Sessions.

    func hold(_ session: Session, _ link: SessionLink) {
        links[session.id] = link
    }

    /// The client has gone or begun another session. A session that it knows waits for it, another one is over.
    func letGo(_ session: Session) {
        links[session.id] = nil
        session.log?.flush()
        if session.isNamed {
            service.store.park(session, until: loop.nowMilliseconds + service.configuration.lifetimeMilliseconds)
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

    /// Ink has come for the session: it is drained at the end of the turn.
    func touch(_ session: Session) {
        if touched.isEmpty { firstInkAt = Self.microseconds() }
        touched.append(session)
    }

    func turnEnds() {
        guard !touched.isEmpty else { return }
        var sessions: [Session] = []
        swap(&sessions, &touched)
        for session in sessions {
            guard let link = links[session.id] else { continue }
            link.isTouched = false
            drain(session)
        }
        if service.lanes.isEmpty { counters.latency.record(microseconds: Self.microseconds() - firstInkAt) }
        sessions.removeAll(keepingCapacity: true)
        if touched.isEmpty { swap(&sessions, &touched) }
    }

    private func drain(_ session: Session) {
        if let lane = session.lane {
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
            return
        }
        session.consume()
        batch.removeAll()
        session.pipeline.collect(into: &batch)
        deliver(batch, of: session)
    }

    /// A character of the session has been analysed: the client is told if it is here.
    func analysisIsReady(of id: String) {
        guard let session = links[id]?.session else { return }
        guard let lane = session.lane else {
            batch.removeAll()
            session.pipeline.collect(into: &batch)
            return deliver(batch, of: session)
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
    func greet(_ session: Session, after seen: UInt64) {
        let home = confined, service = service
        let work: @Sendable () -> SessionBatch = {
            session.consume()
            var batch = SessionBatch()
            if !session.pipeline.collectAll(after: seen, into: &batch) {
                batch.isIncomplete = true
            }
            batch.ready = service.ready(
                session, ink: session.pipeline.appliedInk, output: session.pipeline.lastOutput)
            return batch
        }
        if let lane = session.lane {
            lane.execute { _ in
                let collected = work()
                home.on { $0.deliver(collected, of: session) }
            }
        } else {
            deliver(work(), of: session)
        }
    }

    private func deliver(_ batch: SessionBatch, of session: Session) {
        // A greeting repeats what was said: those who watch have it.
        if batch.ready == nil, session.isWatched.load(ordering: .relaxed) { show(batch, toWatchersOf: session) }
        guard let link = links[session.id] else { return }
        send(batch, after: 0, to: link)
        if let number = session.acknowledgement(applied: batch.applied), batch.ready == nil {
            json.json.removeAll()
            json.acknowledgement(ink: number)
            send(json.json.bytes, to: link)
        }
        guard !session.waiting.isEmpty else { return }
        if session.pushWaiting() { link.resume(.ring) }
        touchAgain(session, link)
    }

    private func touchAgain(_ session: Session, _ link: SessionLink) {
        guard !link.isTouched else { return }
        link.isTouched = true
        touch(session)
    }

    // Sending.

    /// Sends all of a batch, less the outputs up to `seen`.
    func send(_ batch: SessionBatch, after seen: UInt64, to link: SessionLink) {
        if let ready = batch.ready {
            json.json.removeAll()
            json.ready(ready)
            send(json.json.bytes, to: link)
            if batch.isIncomplete {
                send(EventError(.outputsForgotten, "Some outputs after this number are no longer kept here."), to: link)
            }
        }
        batch.forEach(after: seen) { send($0, to: link) }
    }

    func send(_ error: EventError, to link: SessionLink) {
        json.json.removeAll()
        json.error(error)
        counters.errorsSent.add()
        send(json.json.bytes, to: link)
    }

    private func send(_ text: [UInt8], to link: SessionLink) { send(text.span.bytes, to: link) }

    private func send(_ text: RawSpan, to link: SessionLink) {
        counters.eventsSent.add()
        counters.bytesSent.add(text.byteCount)
        link.channel?.send(text: text)
    }

    private static func microseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
    }
}

@available(*, unavailable)
extension SessionHost: Sendable {}
