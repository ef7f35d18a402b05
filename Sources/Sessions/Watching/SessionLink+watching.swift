import Access
import Loop
import Synchronization
import Transport
import Wire

/// A connection that follows a session.
extension SessionLink {
    /// What it follows.
    struct Watched {
        let id: String
        /// How the writer's loop reaches this connection.
        let asker: LoopConfined<SessionLink>
        /// Whether it has the session's secret; otherwise its token decides.
        let hasSecret: Bool
        /// Number of the last output that it was told.
        var seen: UInt64
    }

    /// Begins to follow the session that the client names.
    func follow(_ watch: SessionWatch) throws(EventError) {
        try show(watch.token)
        if let secret = watch.secret {
            guard host.service.secrets.isValid(secret, .watch, session: watch.session) else {
                try countGuess()
                throw EventError(.secretWrong, "This is not the session's watch secret.")
            }
        } else if host.logs == nil || host.service.store.isHere(watch.session) {
            try requireWatching(watch.session, ofClass: host.service.store.className(of: watch.session))
        } else {
            // Which class a session of another node belongs to is known when its log was read.
            _ = try requireGrant()
        }
        leave()
        let asker = LoopConfined(self, of: host.loop)
        watched = Watched(id: watch.session, asker: asker, hasSecret: watch.secret != nil, seen: watch.seen)
        host.watch(watch.session, from: asker, after: watch.seen)
    }

    /// Whether it may still follow the session, now that its class is known.
    func requireWatched(ofClass className: String?) throws(EventError) {
        guard let watched, !watched.hasSecret else { return }
        try requireWatching(watched.id, ofClass: className)
    }

    /// No longer follows a session.
    func stopFollowing() {
        guard let watched else { return }
        self.watched = nil
        host.service.store.removeWatcher(watched.asker, from: watched.id)
        host.stopFollowing(watched.id, self)
    }

    /// What was said before the connection came.
    ///
    /// - Parameter asker: by which of its ways the connection was reached. It may have left, or begun to follow another session,
    ///   while this was under way: then it is reached by another one.
    func follows(_ batch: SessionBatch, by asker: LoopConfined<SessionLink>) {
        guard watched?.asker === asker else { return }
        if let ready = batch.ready {
            host.counters.sessionsWatched.add()
            note(ready.output)
        }
        note(batch.before + UInt64(batch.outputs))
        host.send(batch, after: 0, to: self)
        if !batch.ink.isEmpty { host.send(batch.ink, to: self) }
    }

    /// What is said now to the watcher that the connection was when it joined; it may be another one's by now.
    func shows(_ batch: SessionBatch, after seen: UInt64, by asker: LoopConfined<SessionLink>) {
        guard watched?.asker === asker else { return }
        note(batch.before + UInt64(batch.outputs))
        host.send(batch, after: seen, to: self)
        if !batch.ink.isEmpty { host.send(batch.ink, to: self) }
    }

    private func note(_ output: UInt64) {
        guard let seen = watched?.seen, output > seen else { return }
        watched?.seen = output
    }

    /// The session is not written here: what others have stored of it is followed.
    ///
    /// - Parameter isNew: false where it was written here until now.
    func watchesElsewhere(_ id: String, isNew: Bool = false) {
        guard let watched, watched.id == id else { return }
        host.follow(id, self, after: watched.seen, isNew: isNew)
    }

    /// The session is over, or was never here.
    func cannotWatch(_ id: String, _ reason: String = "This session is over, or on another server.") {
        guard watched?.id == id else { return }
        watched = nil
        host.send(EventError(.sessionUnknown, reason), to: self)
    }
}
