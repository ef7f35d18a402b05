import Loop
import Synchronization

/// Who watches which session, and which sessions belong to a class.
extension SessionStore {
    /// Where a session is just now.
    enum Place {
        case unknown
        /// On the loop that holds it, or keeps it for its client.
        case known(Session, LoopConfined<SessionHost>)
    }

    func place(of id: String) -> Place {
        entries.withLock { entries in entries[id].map { .known($0.session, $0.home) } ?? .unknown }
    }

    /// On the loop of `home`: a session that waits there for its client. Nobody takes it up before this turn of the loop has ended.
    func parked(_ id: String, at home: LoopConfined<SessionHost>) -> Session? {
        entries.withLock { entries in
            guard let entry = entries[id], entry.holder == nil, entry.home === home else { return nil }
            return entry.session
        }
    }

    /// Whether a session is written on this node, or waits here.
    func isHere(_ id: String) -> Bool { entries.withLock { $0[id] != nil } }

    /// Lets a session be watched; called by whoever drains its ring. False where another object stands for the session by now, or
    /// none: what the watcher has read is not what it would be told next.
    ///
    /// - Parameter greet: posts what it has read, before anybody can post what comes next.
    func add(_ watcher: SessionWatcher, to session: Session, greeting greet: () -> Void) -> Bool {
        entries.withLock { entries in
            guard entries[session.id]?.session === session else { return false }
            entries[session.id]?.watchers.append(watcher)
            session.isWatched.store(true, ordering: .relaxed)
            greet()
            return true
        }
    }

    func removeWatcher(_ link: LoopConfined<SessionLink>, from id: String) {
        entries.withLock { entries in
            guard var entry = entries[id] else { return }
            entry.watchers.removeAll { $0.link === link }
            if entry.watchers.isEmpty { entry.session.isWatched.store(false, ordering: .relaxed) }
            entries[id] = entry
        }
    }

    func watchers(of id: String) -> [SessionWatcher] { entries.withLock { $0[id]?.watchers ?? [] } }

    /// The class that the session belongs to, nil where it belongs to none or is not here.
    func className(of id: String) -> String? { entries.withLock { $0[id]?.session.label.className } }

    /// The sessions of a class that are on this node.
    package func members(of className: String) -> [ClassMember] {
        entries.withLock { entries in entries.values.filter { $0.session.label.className == className } }
            .map { ClassMember($0.session, isConnected: $0.holder != nil, watchers: $0.watchers.count) }
    }
}
