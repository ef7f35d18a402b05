import Wire

/// How a Socket.IO client gets its session back without doing anything for it: the secret and the offsets that its library keeps.
///
/// Socket.IO recovers a *channel* (`pid`) at an *offset*. Here a channel has a random id, and its `pid` is that id with an HMAC of
/// it. The sessions that are begun on the channel have ids that are HMACs of the channel's id and a mark; an offset is the mark
/// of the session and the number of the last output, `k3f9x2.57`. So the pid proves whose the channel is, the offset says which
/// session of it and from where, and any node can tell both without having kept anything: what follows is a resume like any other.
struct SessionRecovery {
    /// What the client knows the channel by.
    let channel: String
    /// Whether the client wants offsets.
    let wantsOffsets: Bool
    private let secrets: SessionSecrets
    /// The session that outputs are of, and its mark; none where the client may not recover it this way.
    private var session = ""
    private var mark: String?
    private var begun: (session: String, mark: String)?
    /// Number of the last output that was sent.
    private(set) var seen: UInt64 = 0

    /// A new channel.
    init(_ secrets: SessionSecrets, wantsOffsets: Bool) {
        self.secrets = secrets
        self.wantsOffsets = wantsOffsets
        channel = SessionSecrets.newID()
    }

    /// A channel that is to be recovered; nil where the secret is not one of ours or the offset names no session.
    init?(_ secrets: SessionSecrets, secret: String, offset: String) {
        let parts = secret.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, secrets.isValid(String(parts[1]), .channel, session: String(parts[0])) else {
            return nil
        }
        let place = offset.split(separator: ".", omittingEmptySubsequences: false)
        guard place.count == 2, !place[0].isEmpty, let seen = UInt64(place[1]), seen <= EventLimits.largestNumber else {
            return nil
        }
        self.secrets = secrets
        self.seen = seen
        wantsOffsets = true
        channel = String(parts[0])
        mark = String(place[0])
        session = secrets.session(ofChannel: channel, mark: String(place[0]))
    }

    /// The `pid`.
    var secret: String { "\(channel).\(secrets.secret(.channel, session: channel))" }

    /// The event that takes the session up where the client left it.
    var resume: SessionResume {
        SessionResume(session: session, secret: secrets.secret(.resume, session: session), seen: seen)
    }

    /// The id of a session that is about to begin on the channel.
    mutating func nextSession() -> String {
        let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")
        let mark = String((0..<6).map { _ in digits.randomElement()! })
        let session = secrets.session(ofChannel: channel, mark: mark)
        begun = (session, mark)
        return session
    }

    /// The offset that goes with an event that is sent now.
    mutating func offset(of event: RawSpan) -> String {
        if let number = ServerEventText.outputNumber(event) {
            seen = number
        } else if let ready = ServerEventText.readySession(event), ready != session {
            seen = 0
            session = ready
            mark = begun?.session == ready ? begun?.mark : nil
        }
        // A session that nobody named, or that was taken up by its own secret, is not the channel's.
        return mark.map { "\($0).\(seen)" } ?? "-"
    }
}
