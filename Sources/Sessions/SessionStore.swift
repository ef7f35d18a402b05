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
        /// Whose loop the session belongs to while it waits for its client; nil while it belongs to none.
        var home: LoopConfined<SessionHost>?
        var expiresAt: UInt64
        var watchers: [SessionWatcher] = []
    }

    let entries = Mutex<[String: Entry]>([:])
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
            if let home = entry.home, home !== asker { return .held(home) }
            entries[id]?.holder = asker
            entries[id]?.home = asker
            return .parked(entry.session)
        }
    }

    /// Who holds a session just now; nil while it waits for its client, or is over.
    func holder(of id: String) -> LoopConfined<SessionHost>? { entries.withLock { $0[id]?.holder } }

    /// The holder lets go; the session is kept until the deadline (in the loops' milliseconds).
    func park(_ session: Session, until deadline: UInt64) {
        entries.withLock { entries in
            entries[session.id]?.holder = nil
            entries[session.id]?.expiresAt = deadline
        }
    }

    /// The host that keeps a waiting session gives it away to whoever asks next.
    func release(_ id: String, by home: LoopConfined<SessionHost>) {
        entries.withLock { entries in
            guard entries[id]?.holder == nil, entries[id]?.home === home else { return }
            entries[id]?.home = nil
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

    /// Removes the parked sessions of a host (and of none) whose deadline has passed; answers their ids, and who watched them.
    func removeExpired(at now: UInt64, of home: LoopConfined<SessionHost>) -> [(id: String, watchers: [SessionWatcher])]
    {
        entries.withLock { entries in
            let expired = entries.filter {
                $0.value.holder == nil && $0.value.expiresAt <= now && ($0.value.home === home || $0.value.home == nil)
            }
            for id in expired.keys { entries.removeValue(forKey: id) }
            return expired.map { ($0.key, $0.value.watchers) }
        }
    }
}
