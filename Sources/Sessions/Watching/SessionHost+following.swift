import Cluster
import Loop
import Transport
import Wire

/// Sessions that are watched here and written on another node.
extension SessionHost {
    /// How often it is looked whether announcements were missed.
    static var beatMilliseconds: Int { 2_000 }

    /// Has the connection follow a session through its stored log; says what is wrong where that cannot be.
    func follow(_ id: String, _ link: SessionLink, after seen: UInt64, isNew: Bool) {
        guard let logs else { return link.cannotWatch(id) }
        if let session = followed[id] { return session.join(link, after: seen, isNew: isNew) }
        guard followed.count < service.configuration.sessions else {
            return link.refuse(
                service.ranInto(
                    .sessions, .serverFull, "This server holds as many sessions as it may; try again later"))
        }
        let session = FollowedSession(self, logs, id)
        followed[id] = session
        beatLater()
        session.join(link, after: seen, isNew: isNew)
    }

    /// The connection no longer follows it.
    func stopFollowing(_ id: String, _ link: SessionLink) {
        guard let session = followed[id], session.leave(link) else { return }
        stopFollowing(session)
    }

    /// Nobody follows it any longer.
    func stopFollowing(_ session: FollowedSession) {
        guard followed[session.id] === session else { return }
        followed[session.id] = nil
        session.end()
        classes?.noteWatchers(of: session, count: 0)
    }

    private func beatLater() {
        guard !isBeating else { return }
        isBeating = true
        _ = loop.startTimer(afterMilliseconds: Self.beatMilliseconds, self, kind: Timer.beat.rawValue)
    }

    func beat() {
        isBeating = false
        guard !followed.isEmpty else { return }
        for session in followed.values { session.beat() }
        beatLater()
    }
}
