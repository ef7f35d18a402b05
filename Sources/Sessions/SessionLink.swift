package import Access
import Checking
import Ink
import Logging
import Loop
import Transport
import Wire

/// One connection's conversation: reads its events, holds its session, refuses what cannot be used.
///
/// A client may stream at once: without `session:start` its ink is fitted in a session that nobody named. Confined to its loop.
/// What is used for every message is not checked for exclusive access: none of its uses calls anything that comes back here.
package final class SessionLink: MessageChannelDelegate {
    let host: SessionHost
    @exclusivity(unchecked) private(set) var channel: (any MessageChannel)?
    @exclusivity(unchecked) var session: Session?
    /// The session that is followed instead.
    var watched: Watched?
    /// Whether the session waits for the end of the turn.
    @exclusivity(unchecked) var isTouched = false
    /// Makes the id of a session that begins here; nil for ids that mean nothing.
    var nextSessionID: (() -> String)?
    /// What the client's token allows, nil where it has shown none.
    var grant: Grant?
    @exclusivity(unchecked) private var failures = 0
    /// What may still come in this second.
    @exclusivity(unchecked) var messages: Allowance
    @exclusivity(unchecked) var points: Allowance
    var wasToldOfPace = false
    /// Why the channel is not read.
    var pauses: Pauses = []
    /// Runs until a token must have come, or until the one in force ends: only ever one, which ends with the connection.
    var tokenTimer = TimerToken.none
    /// What binary messages build on; nil where the client did not offer the subprotocol.
    @exclusivity(unchecked) private var binaryInk: BinaryInkConversation?

    /// A connection of which nothing has been heard but, perhaps, a token.
    package init(host: SessionHost, grant: Grant? = nil) {
        self.host = host
        self.grant = grant
        messages = Allowance(perSecond: nil, atMilliseconds: 0)
        points = messages
    }

    func channelOpened(_ channel: any MessageChannel) {
        self.channel = channel
        beginCounting()
        beginAccess()
        if channel.subprotocol == BinaryInk.subprotocol { binaryInk = BinaryInkConversation() }
        host.opened(self)
    }

    func channelClosed(_ channel: any MessageChannel, code: CloseCode) {
        self.channel = nil
        host.loop.cancelTimer(tokenTimer)
        leave()
        host.closed(self)
    }

    func channel(_ channel: any MessageChannel, receivedText text: RawSpan) {
        if !messages.spend(1) { slowDown() }
        host.counters.eventsReceived.add()
        host.counters.bytesReceived.add(text.byteCount)
        do throws(EventError) {
            switch try host.scanner.scan(text) {
            case .ink(let kind, let number): try takeInk(kind, number)
            case .start(let start): try begin(start)
            case .resume(let resume): try takeUp(resume)
            case .watch(let watch): try follow(watch)
            case .token(let token): try renew(token)
            }
            failures = 0
        } catch {
            refuse(error)
        }
    }

    func channel(_ channel: any MessageChannel, receivedBinary data: RawSpan) {
        guard let binaryInk else {
            return end(
                EventError(
                    .messageBinary,
                    "Binary messages are understood where the subprotocol \(BinaryInk.subprotocol) was offered."))
        }
        if !messages.spend(1) { slowDown() }
        host.counters.eventsReceived.add()
        host.counters.bytesReceived.add(data.byteCount)
        do throws(EventError) {
            let grid = session?.intake.grid ?? SessionHead.unnamed.quantiser
            let (kind, number) = try host.scanner.scan(binary: data, of: &binaryInk.stream, on: grid)
            try takeInk(kind, number)
            failures = 0
        } catch {
            refuse(error)
        }
    }

    func channel(_ channel: any MessageChannel, refused code: CloseCode, reason: String) {
        host.send(EventError(ErrorCode(refusing: code), reason), to: self)
    }

    func channelCongested(_ channel: any MessageChannel) {
        end(
            host.service.ranInto(
                .queued, .readerTooSlow, "You read too slowly. Resume the session when you can read again"))
    }

    /// Tells the client why, and closes.
    func end(_ error: EventError) {
        host.send(error, to: self)
        guard let code = error.code.closeCode else { return }
        channel?.close(CloseCode(rawValue: code), reason: error.code.rawValue)
    }

    /// Tells the client what is wrong with its event; closes where that happens too often.
    func refuse(_ error: EventError) {
        if error.isFatal { return end(error) }
        host.send(error, to: self)
        failures += 1
        guard failures >= host.service.configuration.failures else { return }
        end(host.service.ranInto(.failures, .tooManyErrors, "\(failures) events in a row could not be used"))
    }

    private func takeInk(_ kind: InkEvent.Kind, _ number: UInt64?) throws(EventError) {
        guard watched == nil else {
            throw EventError(.readOnly, "This connection follows somebody's session and cannot write in it.")
        }
        let session = if let held = self.session { held } else { try beginUnnamed() }
        defer { host.touch(self) }
        host.counters.pointsReceived.add(host.scanner.points.count)
        if !points.spend(host.scanner.points.count) { slowDown() }
        try session.take(
            kind, number: number, points: host.scanner.points, now: host.loop.nowMilliseconds)
        if !session.waiting.isEmpty {
            host.counters.readingPauses.add()
            pause(.ring)
        }
    }

    private func begin(_ start: SessionStart) throws(EventError) {
        try show(start.token)
        var start = start
        start.token = nil
        start.className = try requireStart(inClass: start.className)
        let session = try host.service.makeSession(
            try SessionHead(start), isNamed: true, id: nextSessionID?() ?? SessionSecrets.newID(),
            label: SessionLabel(className: start.className, name: start.name),
            attempts: host.attempts(of: grant, start))
        session.log = host.service.makeLog(session, start, now: host.loop.nowMilliseconds)
        try begin(session)
        host.beginLog(of: session, start)
        host.greet(session, resuming: nil)
    }

    private func beginUnnamed() throws(EventError) -> Session {
        _ = try requireStart(inClass: nil)
        let session = try host.service.makeSession(.unnamed, isNamed: false, id: SessionSecrets.newID())
        session.log = host.service.makeLog(session, nil, now: host.loop.nowMilliseconds)
        try begin(session)
        return session
    }

    private func begin(_ session: Session) throws(EventError) {
        guard host.service.store.add(session, holder: host.confined) else {
            throw host.service.ranInto(
                .sessions, .serverFull, "This server holds as many sessions as it may; try again later")
        }
        leave()
        enter(session)
        host.counters.sessionsStarted.add()
        host.service.log.info(
            "session started",
            metadata: [
                "session": "\(session.id)", "characters": "\(session.head.text.count)",
                "client": "\(channel?.remoteAddress.host ?? "")", "subject": "\(grant?.subject ?? "")",
            ])
    }

    func enter(_ session: Session) {
        self.session = session
        host.hold(session, self)
        if !session.waiting.isEmpty { host.touch(self) }
    }

    /// Neither writes nor follows any longer.
    func leave() {
        stopFollowing()
        leaveSession()
    }

    private func leaveSession() {
        guard let session else { return }
        self.session = nil
        isTouched = false
        host.letGo(session)
    }
}

@available(*, unavailable)
extension SessionLink: Sendable {}
