import Access
import Loop
import Wire

/// What a connection may do: everything on a server without keys, otherwise what its token says, until it ends or is renewed.
extension SessionLink {
    private var access: AccessControl { host.service.access }

    /// The channel is open: a server with keys waits for a token no longer than for a request.
    func beginAccess() {
        guard !access.isOpen else { return }
        if let grant { return waitForEnd(of: grant) }
        let milliseconds = host.service.configuration.tokenMilliseconds
        if milliseconds > 0 { startTokenTimer(afterMilliseconds: milliseconds) }
    }

    /// Takes the token of an event, where it has one; one that is not taken leaves the one before in force.
    func show(_ token: String?) throws(EventError) {
        guard let token else { return }
        do throws(TokenFailure) {
            guard let new = try access.grant(for: token, at: WallClock.seconds()) else { return }
            grant = new
            waitForEnd(of: new)
        } catch {
            throw error.event
        }
    }

    /// `session:token`: another token takes the place of the one that is in force.
    func renew(_ token: String) throws(EventError) {
        let before = grant
        try show(token)
        guard let new = grant, new != before else {
            return host.tellTokenTaken(until: grant?.expiresAt, to: self)
        }
        if let session, !new.allowsWriting(in: session.id) {
            grant = before
            throw EventError(
                .tokenForbids, "The new token does not allow the session that is being written: the old one stays.")
        }
        host.tellTokenTaken(until: new.expiresAt, to: self)
    }

    /// Whether a session of this class may be begun; answers the class that it gets.
    func requireStart(inClass className: String?) throws(EventError) -> String? {
        guard let grant = try granted() else { return className }
        let className = className ?? grant.className
        guard grant.allowsStart(inClass: className) else {
            throw EventError(
                .tokenForbids,
                "The token does not allow to begin a session\(grant.className.map { " outside the class \($0)" } ?? "")."
            )
        }
        return className
    }

    /// Whether the session, of which the client has the secret, may be written in.
    func requireWriting(in session: String) throws(EventError) {
        guard let grant = try granted(), !grant.allowsWriting(in: session) else { return }
        throw EventError(.tokenForbids, "The token does not allow to write in this session.")
    }

    /// Whether the session may be watched without its secret.
    func requireWatching(_ session: String, ofClass className: String?) throws(EventError) {
        guard try requireGrant().allowsWatching(session, ofClass: className) else {
            throw EventError(.tokenForbids, "The token does not allow to watch this session.")
        }
    }

    /// The token by which a session may be watched without its secret, if it allows that.
    func requireGrant() throws(EventError) -> Grant {
        guard let grant = try granted() else {
            throw EventError(.secretWrong, "This server knows no tokens: name the session's watch secret.")
        }
        return grant
    }

    /// Nil where everybody may do everything.
    private func granted() throws(EventError) -> Grant? {
        if access.isOpen { return nil }
        guard let grant else {
            throw EventError(
                .tokenMissing,
                "This server wants a token: in Authorization: Bearer, among the subprotocols, or in the first event.")
        }
        return grant
    }

    private func waitForEnd(of grant: Grant) {
        let milliseconds = min(max(0, (grant.expiresAt - WallClock.seconds()) * 1000), 1e12)
        startTokenTimer(afterMilliseconds: Int(milliseconds.rounded(.up)))
    }

    /// The timer before it, which holds this connection, has nothing to say any more.
    private func startTokenTimer(afterMilliseconds milliseconds: Int) {
        host.loop.cancelTimer(tokenTimer)
        tokenTimer = host.loop.startTimer(afterMilliseconds: milliseconds, self, kind: Timer.token.rawValue)
    }

    /// The time for a token, or of a token, is up, unless another one came meanwhile.
    func tokenTimerFired() {
        guard let grant else {
            if watched == nil { end(EventError(.tokenMissing, "No token came in time (token-seconds).")) }
            return
        }
        guard grant.expiresAt <= WallClock.seconds() else { return }
        end(EventError(.tokenExpired, "The token has expired. Come again with a new one, and resume the session."))
    }
}
