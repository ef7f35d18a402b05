import Loop
import Transport
import Wire

// Pace and pauses. All reasons to read on must hold before the channel is read again.
extension SessionLink: TimerTarget {
    /// Why a channel is not read.
    struct Pauses: OptionSet {
        let rawValue: UInt8

        /// The session's ring is full.
        static let ring = Pauses(rawValue: 1)
        /// More came in a second than may.
        static let pace = Pauses(rawValue: 2)
        /// The session is on another loop, which is asked to let it go.
        static let handover = Pauses(rawValue: 4)
    }

    /// What the link's timers are for.
    enum Timer: Int {
        case pace, elsewhere, token
    }

    /// The channel is open: what may come in a second depends on where the client is.
    func beginCounting() {
        let configuration = host.service.configuration, now = host.loop.nowMilliseconds
        let isLocal = channel?.remoteAddress.isLoopback == true
        messages = Allowance(
            perSecond: configuration.messagesPerSecond
                ?? (isLocal ? nil : SessionService.Configuration.defaultMessagesPerSecond), atMilliseconds: now)
        points = Allowance(
            perSecond: configuration.pointsPerSecond
                ?? (isLocal ? nil : SessionService.Configuration.defaultPointsPerSecond), atMilliseconds: now)
    }

    /// The channel is no longer read, for one reason more.
    func pause(_ reason: Pauses) {
        pauses.insert(reason)
        channel?.pauseReading()
    }

    /// One reason to pause is gone.
    func resume(_ reason: Pauses) {
        guard pauses.contains(reason) else { return }
        pauses.remove(reason)
        if pauses.isEmpty { channel?.resumeReading() }
    }

    /// More came than the pace allows: what came is taken, what follows waits in the socket. Told once.
    @inline(never)
    func slowDown() {
        let now = host.loop.nowMilliseconds
        let messageWait = messages.settle(atMilliseconds: now), pointWait = points.settle(atMilliseconds: now)
        let wait = max(messageWait, pointWait)
        guard wait > 0, !pauses.contains(.pace) else { return }
        let limit = messageWait >= pointWait ? Limit.messagesPerSecond : .pointsPerSecond
        let error = host.service.ranInto(
            limit, .paceExceeded, "You send faster than this server reads: what follows waits, and nothing is lost")
        if !wasToldOfPace { host.send(error, to: self) }
        wasToldOfPace = true
        pause(.pace)
        _ = host.loop.startTimer(afterMilliseconds: wait, self, kind: Timer.pace.rawValue)
    }

    /// The server stops: the client is sent elsewhere when the time has come.
    func sendElsewhere(afterMilliseconds delay: Int) {
        _ = host.loop.startTimer(afterMilliseconds: delay, self, kind: Timer.elsewhere.rawValue)
    }

    func timerFired(_ kind: Int) {
        guard channel != nil else { return }
        switch Timer(rawValue: kind) {
        case .pace: resume(.pace)
        case .token: tokenTimerFired()
        default: goElsewhere()
        }
    }

    private func goElsewhere() {
        end(EventError(.goingAway, "This server stops. Come again in a moment; the session may be gone by then."))
    }
}
