import Ink
import Wire

/// A pen's side of one session, as the protocol asks of clients: numbers the ink, keeps it until the server has it, resumes.
///
/// Pure: what happened goes in, what is to be done comes out; it does no I/O, holds no ink and knows no time. Ink events are named by
/// their numbers, 1 and up; whoever owns the session can encode event *n* at any time, as long as *n* is at least ``keptFrom``.
///
///     offline ── opened ──▶ starting ── ready ──▶ live ── lost ──▶ offline
///                    └────▶ resuming ── ready ──────▲
///
/// While it starts, ink may already be sent. While it resumes it may not: the answer says what the server has. A connection
/// that is lost before the first `session:ready` has led to a session that nobody can name: the pen starts anew.
struct PenSession: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        case offline, starting, resuming, live
        /// There is no such session any more, and it cannot be begun; the server's code and sentence.
        case over(code: String, message: String)
    }

    /// What the owner is to do now.
    enum Action: Equatable, Sendable {
        case nothing
        /// Send `session:start`.
        case start
        /// Send `session:resume`.
        case resume(SessionResume)
        /// Send the ink events with these numbers, in order.
        case send(ClosedRange<UInt64>)
        /// Close the connection and come again, later.
        case comeBack
    }

    /// What an event from the server means to those who collect and measure.
    enum News: Equatable, Sendable {
        case nothing
        /// The session is there, new or resumed; these numbers are acknowledged by it.
        case ready(resumed: Bool, acknowledged: ClosedRange<UInt64>?)
        /// An output that was not there before.
        case output
        /// An output that came again, as after a resume.
        case duplicate
        /// An output, and so many before it are missing for good.
        case gap(missing: UInt64)
        /// `ink:ack` for these numbers.
        case acknowledged(ClosedRange<UInt64>)
        /// `analysis:result`; it has no number, the last one of a character stands.
        case analysis
        /// `error`; the session may go on.
        case refused(code: String, message: String)
    }

    private(set) var phase = Phase.offline
    /// The session's id, nil before the first `session:ready`.
    private(set) var id: String?
    private(set) var secret: String?
    /// Number of the last ink event that the pen has written.
    private(set) var written: UInt64 = 0
    /// Number of the last ink event that was sent on this connection, or that the server said it has.
    private(set) var sent: UInt64 = 0
    /// Number of the last ink event that the server has acknowledged, never less than before.
    private(set) var acknowledged: UInt64 = 0
    /// Number of the last output.
    private(set) var seen: UInt64 = 0
    /// The last checkpoint: all ink after it is kept, whether it was acknowledged or not.
    private(set) var checkpoint = Checkpoint.beginning
    /// Ink events that a server no longer had and the pen no longer kept: always 0 with a server that keeps its promises.
    private(set) var lostInk: UInt64 = 0

    /// Number of the first ink event that has to be kept.
    var keptFrom: UInt64 { checkpoint.ink + 1 }

    /// Whether written ink may be sent now.
    var isSending: Bool { phase == .live || phase == .starting }

    /// The transport is open.
    mutating func opened() -> Action {
        guard phase == .offline else { return .nothing }
        if let id, let secret {
            phase = .resuming
            return .resume(
                SessionResume(session: id, secret: secret, seen: seen, ink: written, checkpoint: checkpoint))
        }
        phase = .starting
        sent = 0
        return .start
    }

    /// `session:start` has left: what was written before may follow it.
    mutating func started() -> Action { rest() }

    /// The pen has written its next ink event. Its number is ``written`` now.
    mutating func write() -> Action {
        written += 1
        return isSending ? rest() : .nothing
    }

    /// The server has said something.
    mutating func heard(_ event: ServerEvent) -> (action: Action, news: News) {
        // Before the session is there, whatever is said is about the one that this connection held before.
        if phase != .live, event.isAboutInk { return (.nothing, .nothing) }
        switch event {
        case .ready(let ready): return heard(ready)
        case .acknowledgement(let ink, let checkpoint):
            if let checkpoint, checkpoint.ink <= min(ink, written) { self.checkpoint = checkpoint }
            let first = acknowledged + 1
            guard ink >= first, ink <= written else { return (.nothing, .nothing) }
            acknowledge(ink)
            return (.nothing, .acknowledged(first...ink))
        case .feedback, .correction, .fit:
            return (.nothing, output(event.number ?? 0))
        case .analysis: return (.nothing, .analysis)
        case .tokenTaken: return (.nothing, .nothing)
        case .error(let code, let message, _): return (refused(code, message), .refused(code: code, message: message))
        }
    }

    /// The transport is closed.
    mutating func lost() {
        if case .over = phase { return }
        phase = .offline
    }

    private mutating func heard(_ ready: SessionReady) -> (action: Action, news: News) {
        let resumed = phase == .resuming
        guard resumed || phase == .starting else { return (.nothing, .nothing) }
        phase = .live
        id = ready.session
        secret = ready.resume
        let before = acknowledged
        if resumed {
            if ready.ink + 1 < keptFrom { lostInk += keptFrom - ready.ink - 1 }
            sent = min(max(ready.ink, keptFrom - 1), written)
        }
        acknowledge(min(ready.ink, written))
        let news = acknowledged > before ? before + 1...acknowledged : nil
        return (rest(), .ready(resumed: resumed, acknowledged: news))
    }

    private mutating func acknowledge(_ ink: UInt64) { acknowledged = max(acknowledged, ink) }

    private mutating func output(_ number: UInt64) -> News {
        guard number > seen else { return .duplicate }
        let missing = number - seen - 1
        seen = number
        return missing == 0 ? .output : .gap(missing: missing)
    }

    private mutating func refused(_ code: String, _ message: String) -> Action {
        if code == ErrorCode.serverFull.rawValue { return .comeBack }
        let isLost = [ErrorCode.sessionUnknown, .secretWrong].contains { $0.rawValue == code }
        if phase == .starting || phase == .resuming && isLost { phase = .over(code: code, message: message) }
        return .nothing
    }

    private mutating func rest() -> Action {
        guard sent < written else { return .nothing }
        defer { sent = written }
        return .send(sent + 1...written)
    }
}

extension ServerEvent {
    /// Whether it tells of a session's ink, not of the conversation itself.
    fileprivate var isAboutInk: Bool {
        switch self {
        case .acknowledgement, .feedback, .correction, .fit, .analysis: true
        case .ready, .tokenTaken, .error: false
        }
    }
}
