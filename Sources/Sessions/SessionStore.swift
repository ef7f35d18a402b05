import Loop
import Synchronization

/// The sessions of this node by their id: who holds each, and which ones wait for their client to come back.
///
/// Its lock is taken when a session begins, ends, is left or is taken up again, and when a character has been analysed; never for ink.
package final class SessionStore: Sendable {
    /// What comes of asking for a session.
    enum Claim {
        /// It waited, and is now the asker's.
        case parked(Session)
        /// Another host holds it, or keeps it for its client, and must be asked to let it go.
        case held(LoopConfined<SessionHost>)
        /// There is none.
        case unknown
    }

    /// A session and who has to do with it.
    struct Entry {
        let session: Session
        var holder: LoopConfined<SessionHost>?
        /// Whose loop the session belongs to, with its client or waiting for it.
        var home: LoopConfined<SessionHost>
        var expiresAt: UInt64
        var watchers: [SessionWatcher] = []
    }

    let entries = Mutex<[String: Entry]>([:])
    /// Who was left by its client, and when that one's time is over: in this order, since all wait equally long. Some were taken up
    /// again meanwhile. Locked before the entries, never behind them.
    private let leaving = Mutex(Leaving())
    fileprivate struct Leaving {
        var queue: [(id: String, expiresAt: UInt64)] = []
        var first = 0
    }
    private let limit: Int

    /// A store for at most `limit` sessions.
    init(limit: Int) { self.limit = limit }

    /// Number of sessions, held and parked.
    package var count: Int { entries.withLock { $0.count } }

    /// Adds a new session; false where there are too many.
    func add(_ session: Session, holder: LoopConfined<SessionHost>) -> Bool {
        entries.withLock { entries in
            guard entries.count < limit else { return false }
            entries[session.id] = Entry(session: session, holder: holder, home: holder, expiresAt: 0)
            return true
        }
    }

    /// Asks for a session on behalf of `asker`.
    func claim(_ id: String, for asker: LoopConfined<SessionHost>) -> Claim {
        entries.withLock { entries in
            guard let entry = entries[id] else { return .unknown }
            if let holder = entry.holder { return .held(holder) }
            if entry.home !== asker { return .held(entry.home) }
            entries[id]?.holder = asker
            entries[id]?.home = asker
            return .parked(entry.session)
        }
    }

    /// Who holds a session just now; nil while it waits for its client, or is over.
    func holder(of id: String) -> LoopConfined<SessionHost>? { entries.withLock { $0[id]?.holder } }

    /// The holder lets go; the session is kept until the deadline (in the loops' milliseconds).
    func park(_ session: Session, until deadline: UInt64) {
        leaving.withLock { $0.queue.append((session.id, deadline)) }
        entries.withLock { entries in
            entries[session.id]?.holder = nil
            entries[session.id]?.expiresAt = deadline
        }
    }

    /// The host that keeps a waiting session gives it away to the one that asked.
    func release(_ id: String, by home: LoopConfined<SessionHost>, to next: LoopConfined<SessionHost>) {
        entries.withLock { entries in
            guard let entry = entries[id], entry.holder == nil, entry.home === home else { return }
            entries[id]?.home = next
        }
    }

    /// Another object stands for a session that `holder` has; those who watched the old one watch the new one.
    func replace(_ session: Session, holder: LoopConfined<SessionHost>) -> Bool {
        entries.withLock { entries in
            guard entries[session.id] != nil || entries.count < limit else { return false }
            let before = entries[session.id]
            entries[session.id] = Entry(
                session: session, holder: holder, home: holder, expiresAt: 0, watchers: before?.watchers ?? [])
            session.isWatched.store(!(before?.watchers.isEmpty ?? true), ordering: .relaxed)
            return true
        }
    }

    /// Removes a session; answers who watched it.
    @discardableResult
    func remove(_ id: String) -> [SessionWatcher] {
        entries.withLock { $0.removeValue(forKey: id)?.watchers ?? [] }
    }

    /// A session whose client did not come back.
    struct Expired {
        let session: Session
        let home: LoopConfined<SessionHost>
        let watchers: [SessionWatcher]
    }

    /// Removes sessions whose deadline has passed, looking at no more than `limit`: what it costs does not grow with those who wait.
    ///
    /// - Returns: those, and whether there may be more.
    func removeExpired(at now: UInt64, atMost limit: Int) -> (expired: [Expired], isMore: Bool) {
        let due = leaving.withLock { $0.take(until: now, atMost: limit) }
        let expired: [Expired] = entries.withLock { entries in
            due.compactMap { id in
                guard let entry = entries[id], entry.holder == nil, entry.expiresAt <= now else { return nil }
                entries[id] = nil
                return Expired(session: entry.session, home: entry.home, watchers: entry.watchers)
            }
        }
        return (expired, due.count == limit)
    }
}

extension SessionStore.Leaving {
    /// The first ones whose deadline has passed. What was taken is given back in large pieces.
    fileprivate mutating func take(until now: UInt64, atMost limit: Int) -> [String] {
        var ids: [String] = []
        while first < queue.count, ids.count < limit, queue[first].expiresAt <= now {
            ids.append(queue[first].id)
            first += 1
        }
        if first == queue.count || first > 4_096 {
            queue.removeFirst(first)
            first = 0
        }
        return ids
    }
}
