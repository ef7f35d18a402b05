import Checking
import Cluster
import Ink
import Loop
import Synchronization
import Wire

/// A session that another loop or node writes, as those see it who watch it from here: a copy that is folded from the same log.
///
/// Whatever happens leads to the same step: read what lies behind the position that the copy has reached. The session's owner
/// announces when there is more; where announcements are lost, or nobody makes them, a beat every two seconds finds out. Only what is
/// stored is shown, so that it is what any later owner goes on with. Confined to its loop.
final class FollowedSession {
    /// Somebody who watches.
    private struct Watcher {
        let link: SessionLink
        /// The way that the link stands for while it watches this session.
        let asker: LoopConfined<SessionLink>
        /// Whether it is still to be greeted.
        var isNew: Bool
        /// Number of the last output that it had when it joined.
        var seen: UInt64
    }

    /// How long a session that was there may be missing: its owner writes it again when the store has lost it.
    private static let patienceMilliseconds: UInt64 = 15_000

    let id: String
    private unowned let host: SessionHost
    private let logs: LogStore
    private let candidates: [Int]
    private var candidate = 0
    /// The copy, nil before it was read.
    private var session: Session?
    private var replay: LogReplay?
    private var position: LogPosition?
    private var watchers: [Watcher] = []
    private var isReading = false, mustRead = false
    private var missingSince: UInt64?
    private var batch = SessionBatch()

    init(_ host: SessionHost, _ logs: LogStore, _ id: String) {
        self.host = host
        self.logs = logs
        self.id = id
        candidates = logs.candidates(for: id)
    }

    private var server: Int { candidates[candidate] }

    /// Under what the session is found, nil while that is not known.
    var className: String? { session?.label.className }

    /// How many watch it.
    var watcherCount: Int { watchers.count }

    /// Somebody wants to watch who has seen the outputs up to `seen`.
    ///
    /// - Parameter isNew: false for somebody who watched it here until it went elsewhere.
    func join(_ link: SessionLink, after seen: UInt64, isNew: Bool) {
        guard let asker = link.watched?.asker else { return }
        watchers.append(Watcher(link: link, asker: asker, isNew: isNew, seen: seen))
        if !isNew, missingSince == nil { missingSince = host.loop.nowMilliseconds }
        if session != nil { return greet() }
        read()
    }

    /// Says whether nobody is left.
    func leave(_ link: SessionLink) -> Bool {
        watchers.removeAll { $0.link === link }
        return watchers.isEmpty
    }

    /// Nobody watches any more.
    func end() { logs.unfollow(session: id, server: server) }

    /// Reads what has come since.
    ///
    /// - Parameter tellsOwner: whether the owner is to hear that somebody listens.
    func read(tellsOwner: Bool = false) {
        guard !isReading else {
            mustRead = true
            return
        }
        guard logs.isUsable(server) else { return took(.unreachable) }
        isReading = true
        mustRead = false
        logs.read(session: id, server: server, after: position, tellsOwner: tellsOwner) { [weak self] log in
            guard let self, host.followed[id] === self else { return }
            isReading = false
            took(log)
            if mustRead { read() }
        }
    }

    /// It is time to look whether anything was missed.
    func beat() { read(tellsOwner: true) }

    private func took(_ log: FollowedLog) {
        switch log {
        case .missing: isMissing()
        case .unreachable:
            if session == nil { giveUpUnlessKnown("The store of sessions cannot be reached just now.") }
        case .whole(let stored, let top): load(stored, upTo: top)
        case .more(let items, let top):
            missingSince = nil
            add(items, upTo: top)
        }
    }

    private func isMissing() {
        guard session != nil || candidate + 1 == candidates.count else {
            candidate += 1
            return read()
        }
        if session == nil { candidate = 0 }
        giveUpUnlessKnown("This session is over, or was never stored.")
    }

    private func giveUpUnlessKnown(_ reason: String) {
        let now = host.loop.nowMilliseconds
        let isKnown = session != nil || watchers.contains { !$0.isNew }
        if missingSince == nil { missingSince = now }
        guard !isKnown || now - (missingSince ?? now) > Self.patienceMilliseconds else { return }
        for watcher in watchers { watcher.link.cannotWatch(id, reason) }
        host.stopFollowing(self)
    }

    private func load(_ stored: StoredLog, upTo top: LogPosition) {
        let id = id, home = host.confined, isFirst = session == nil
        let copy: Session
        do throws(EventError) {
            copy = try host.service.makeSession(stored, id: id) { home.on { $0.followed[id]?.show() } }
        } catch {
            for watcher in watchers { watcher.link.cannotWatch(id, error.message) }
            return host.stopFollowing(self)
        }
        missingSince = nil
        copy.isWatched.store(true, ordering: .relaxed)
        session = copy
        replay = LogReplay(grid: copy.head.quantiser, from: stored.base)
        // What is damaged will be written anew by the owner; until then this is what there is.
        _ = fold(stored.items)
        position = top
        collect()
        for index in watchers.indices where !watchers[index].isNew { catchUp(&watchers[index]) }
        greet()
        if isFirst { logs.follow(session: id, server: server) }
    }

    private func add(_ items: [LogItem], upTo top: LogPosition) {
        guard !items.isEmpty else { return }
        guard fold(items) else {
            // The log was begun anew, or trimmed beyond what is here.
            position = nil
            return read()
        }
        position = top
        show()
    }

    /// Folds items; false where some are missing before them.
    private func fold(_ items: [LogItem]) -> Bool {
        guard let session, var replay else { return false }
        var steps: [InkEvent] = [], isWhole = true
        for item in items where isWhole {
            let verdict = replay.take(item) { steps.append($0) }
            isWhole = verdict == .accepted || verdict == .stale
        }
        session.replay(steps, upTo: replay.ink)
        self.replay = replay
        return isWhole
    }

    /// Shows what is new.
    private func show() {
        collect()
        guard batch.count > 0 || !batch.ink.isEmpty else { return }
        for watcher in watchers where !watcher.isNew {
            watcher.link.shows(batch, after: watcher.seen, by: watcher.asker)
        }
    }

    private func collect() {
        batch.removeAll()
        session?.pipeline.collect(into: &batch)
    }

    /// Greets those who are new, if they may watch.
    private func greet() {
        guard let session else { return }
        var refused: [(SessionLink, EventError)] = []
        for index in watchers.indices where watchers[index].isNew {
            do throws(EventError) {
                try watchers[index].link.requireWatched(ofClass: session.label.className)
                catchUp(&watchers[index])
            } catch {
                refused.append((watchers[index].link, error))
            }
        }
        for (link, error) in refused {
            link.stopFollowing()
            link.refuse(error)
        }
    }

    private func catchUp(_ watcher: inout Watcher) {
        guard let session else { return }
        var batch = SessionBatch()
        batch.isIncomplete = !session.pipeline.collectTold(after: watcher.seen, into: &batch)
        if watcher.isNew { batch.ready = host.service.watching(session, output: session.pipeline.toldOutput) }
        watcher.isNew = false
        watcher.seen = max(watcher.seen, session.pipeline.toldOutput)
        watcher.link.follows(batch, by: watcher.asker)
    }
}

@available(*, unavailable)
extension FollowedSession: Sendable {}
