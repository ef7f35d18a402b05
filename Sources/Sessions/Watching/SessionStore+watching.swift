import Loop
import Synchronization

/// Who watches which session, and which sessions belong to a class.
extension SessionStore {
    /// Where a session is just now.
    enum Place {
        case unknown
        case parked(Session)
        case held(Session, LoopConfined<SessionHost>)
    }

    func place(of id: String) -> Place {
        entries.withLock { entries in
            guard let entry = entries[id] else { return .unknown }
            return entry.holder.map { .held(entry.session, $0) } ?? .parked(entry.session)
        }
    }

    /// Whether a session is written on this node, or waits here.
    func isHere(_ id: String) -> Bool { entries.withLock { $0[id] != nil } }

    /// Lets a session that waits for its client be watched; false where it does not wait.
    ///
    /// - Parameter join: reads the session, which nobody can take up before it has ended.
    func addWatcher(ofParked id: String, _ join: (Session) -> SessionWatcher) -> Bool {
        entries.withLock { entries in
            guard let entry = entries[id], entry.holder == nil else { return false }
            entries[id]?.watchers.append(join(entry.session))
            entry.session.isWatched.store(true, ordering: .relaxed)
            return true
        }
    }

    /// Lets a session be watched; called by whoever drains its ring.
    func add(_ watcher: SessionWatcher, to session: Session) {
        entries.withLock { entries in
            entries[session.id]?.watchers.append(watcher)
            session.isWatched.store(true, ordering: .relaxed)
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
