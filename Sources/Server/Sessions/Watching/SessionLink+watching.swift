import Wire

/// A connection that follows a session.
extension SessionLink {
    /// Begins to follow the session that the client names.
    func follow(_ watch: SessionWatch) throws(EventError) {
        try show(watch.token)
        if let secret = watch.secret {
            guard host.service.secrets.isValid(secret, .watch, session: watch.session) else {
                throw EventError(.secretWrong, "This is not the session's watch secret.")
            }
        } else {
            try requireWatching(watch.session)
        }
        leave()
        let asker = LoopConfined(self, of: host.loop)
        watched = (watch.session, asker)
        host.watch(watch.session, from: asker, after: watch.seen)
    }

    /// No longer follows a session.
    func stopFollowing() {
        guard let (id, asker) = watched else { return }
        watched = nil
        host.service.store.removeWatcher(asker, from: id)
    }

    /// What was said before the connection came.
    func follows(_ id: String, _ batch: SessionBatch) {
        // It may have left or begun to follow another one while the answer was under way.
        guard watched?.id == id else { return }
        host.counters.sessionsWatched.add()
        host.send(batch, after: 0, to: self)
    }

    /// What is said now.
    func shows(_ batch: SessionBatch, after seen: UInt64) {
        guard watched != nil else { return }
        host.send(batch, after: seen, to: self)
    }

    /// The session is over, or was never here.
    func cannotWatch(_ id: String) {
        guard watched?.id == id else { return }
        watched = nil
        host.send(EventError(.sessionUnknown, "This session is over, or on another server."), to: self)
    }
}
