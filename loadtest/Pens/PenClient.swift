import Characters
import Ink
import Loop
import Wire

/// One pen: writes scripts over a transport, comes again when the connection is lost, and tells its observer everything.
///
/// It does the I/O for a ``PenSession``. It has no schedule of its own: whoever drives it calls ``writeNext(at:)`` when ``nextDue`` has
/// come. What is written while there is no connection is sent once there is one, with the time at which it was due.
/// Confined to its loop.
final class PenClient {
    /// What pens of a run have in common.
    struct Configuration: Sendable {
        /// Where to connect; the next one in turn after each loss.
        var endpoints: [Endpoint]
        var transport: TransportKind
        var options = TransportOptions()
        /// The bounds of the waits between attempts.
        var firstWaitMilliseconds = 100.0
        var lastWaitMilliseconds = 5_000.0
        /// How long the last answers may take after the last event was due.
        var settleMilliseconds = 5_000
        /// Whether a script is only finished with its last `analysis:result`, not with its last acknowledgement.
        var awaitsAnalyses = true
        /// Whether a session is begun at all; without one a pen only holds its connection.
        var beginsSessions = true
        /// Whether the servers only send back what they are sent: what comes back then stands for what a server would answer.
        var isEchoed = false
    }

    private enum Timer: Int {
        case comeBack, settle
    }

    let index: Int
    let loop: EventLoop
    let configuration: Configuration
    private(set) var session = PenSession()
    private(set) var script: EncodedScript?
    /// When event 1 was due, if the script began with it.
    private(set) var began: UInt64 = 0
    /// Number of the last event that was told as sent.
    private var told: UInt64 = 0
    /// Since when everything could be sent when it was due; what was due earlier has waited for the server, not for this process.
    private var ableSince: UInt64 = .max
    private unowned let observer: any PenObserver
    private var transport: (any PenTransport)?
    /// Encodes what follows a resume, where the script's own bytes build on what another connection carried.
    private var resumedInk: ResumedInk?
    private var endpointIndex: Int
    private let source: SocketAddress?
    private var backoff: Backoff
    private var nonces: SplitMix64
    private var connectingSince: UInt64 = 0
    /// When it first tried to reach its session, or to come back to it; nil while it is there.
    private var returningSince: UInt64?
    private var timer = TimerToken.none
    private let scanner = ServerEventScanner()
    /// Characters that wait for their `analysis:result`.
    private var analysed: Set<Int> = []
    private(set) var isFinished = true
    private var wantsConnection = false
    /// Whether it was closed for good.
    private(set) var isClosed = false

    /// A pen that is not connected and has nothing to write.
    init(
        index: Int, loop: EventLoop, configuration: Configuration, source: SocketAddress? = nil, seed: UInt64,
        observer: any PenObserver
    ) {
        self.index = index
        self.loop = loop
        self.configuration = configuration
        self.source = source
        self.observer = observer
        endpointIndex = index % configuration.endpoints.count
        backoff = Backoff(seed: seed)
        backoff.firstMilliseconds = configuration.firstWaitMilliseconds
        backoff.lastMilliseconds = configuration.lastWaitMilliseconds
        nonces = SplitMix64(seed: ~seed)
    }

    /// Begins a new session with this script, whose time 0 is `moment`. The connection is made now, or used again.
    func begin(_ script: EncodedScript, at moment: UInt64) {
        self.script = script
        began = moment
        told = 0
        session = PenSession()
        returningSince = nil
        resumedInk = nil
        analysed = []
        isFinished = false
        loop.cancelTimer(timer)
        wantsConnection = true
        if let transport, isOpen {
            connectingSince = MonotonicClock.nanoseconds()
            ableSince = connectingSince
            follow(session.opened(), transport)
        } else if transport == nil {
            connect()
        }
    }

    /// When the next event is due, nil where all are written.
    var nextDue: UInt64? {
        guard let script, !isFinished, session.written < script.lastNumber else { return nil }
        return due(session.written + 1)
    }

    /// When an event is due.
    func due(_ number: UInt64) -> UInt64 {
        guard let script, number > 0, number <= script.lastNumber else { return began }
        return began + script.script.events[Int(number) - 1].atMicroseconds * 1000
    }

    /// Writes the next event, and all that are due with it by `now`; sends them if there is a session to send them to.
    func writeNext(at now: UInt64) {
        guard let script, !isFinished else { return }
        var first: UInt64 = .max, last: UInt64 = 0
        repeat {
            let action = session.write()
            if case .send(let numbers) = action {
                first = min(first, numbers.lowerBound)
                last = numbers.upperBound
            }
        } while nextDue.map { $0 <= now } ?? false
        if first <= last { send(first...last, at: now) }
        if session.written == script.lastNumber { awaitAnswers() }
    }

    /// Cuts the connection as a lost network would; the pen comes again by itself, at once or after its usual wait.
    func cut(comesBackAtOnce: Bool = false) {
        transport?.cut()
        lost(waits: !comesBackAtOnce)
    }

    /// Ends the connection for good.
    func close() {
        wantsConnection = false
        isFinished = true
        isClosed = true
        loop.cancelTimer(timer)
        transport?.close()
        transport = nil
        isOpen = false
        session.lost()
    }

    /// Whether the transport is open.
    private(set) var isOpen = false

    /// Whether it has tried for a second or longer, in vain, to reach the session in which it writes.
    func isCutOff(at now: UInt64) -> Bool {
        guard !isFinished, let returningSince else { return false }
        return now > returningSince + Self.patienceNanoseconds
    }

    private static let patienceNanoseconds: UInt64 = 1_000_000_000

    private func connect() {
        guard wantsConnection, transport == nil else { return }
        connectingSince = MonotonicClock.nanoseconds()
        if returningSince == nil { returningSince = connectingSince }
        let endpoint = configuration.endpoints[endpointIndex % configuration.endpoints.count]
        transport = configuration.transport.connect(
            loop, to: endpoint, from: source, nonce: (nonces.next(), nonces.next()), options: configuration.options,
            delegate: self)
    }

    private func lost(waits: Bool) {
        transport = nil
        isOpen = false
        session.lost()
        guard wantsConnection else { return }
        endpointIndex += 1
        loop.cancelTimer(timer)
        let wait = waits ? backoff.nextMilliseconds() : 0
        timer = loop.startTimer(afterMilliseconds: wait, self, kind: Timer.comeBack.rawValue)
    }

    private func send(_ numbers: ClosedRange<UInt64>, at now: UInt64) {
        guard let script, let transport else { return }
        var rest = numbers.lowerBound
        while resumedInk != nil, rest <= numbers.upperBound {
            guard let message = resumedInk?.message(rest, of: script.script) else {
                resumedInk = nil
                break
            }
            message.withUnsafeBytes(transport.send)
            rest += 1
        }
        if rest <= numbers.upperBound { script.withBytes(of: rest...numbers.upperBound, transport.send) }
        guard numbers.upperBound > told else { return }
        for number in max(told + 1, numbers.lowerBound)...numbers.upperBound {
            let due = due(number)
            observer.pen(self, sent: number, due: due, at: now, wasHeldUp: due < ableSince)
        }
        told = numbers.upperBound
    }

    private func follow(_ action: PenSession.Action, _ transport: any PenTransport) {
        switch action {
        case .nothing: break
        case .start:
            script?.start.withUnsafeBytes(transport.send)
            follow(session.started(), transport)
        case .resume(let resume):
            if let script, script.form == .webSocketBinary { resumedInk = ResumedInk(script.script) }
            var encoder = ClientEventEncoder(grid: Quantiser(frame: .unnamed)), resume = resume
            resume.start = script?.script.start
            encoder.resume(resume)
            configuration.transport.form.message(encoder.json.bytes).withUnsafeBytes(transport.send)
        case .send(let numbers): send(numbers, at: MonotonicClock.nanoseconds())
        case .comeBack:
            transport.close()
            lost(waits: true)
        }
    }
}

@available(*, unavailable)
extension PenClient: Sendable {}

extension PenClient: PenTransportDelegate {
    func transportOpened() {
        isOpen = true
        resumedInk = nil
        ableSince = MonotonicClock.nanoseconds()
        guard configuration.beginsSessions else {
            observer.pen(self, ready: ableSince - connectingSince, resumed: false)
            return isFinished ? () : finish()
        }
        if let transport { follow(session.opened(), transport) }
    }

    func transportClosed(_ end: TransportEnd) {
        observer.pen(self, lost: end)
        lost(waits: true)
    }

    func transport(received text: RawSpan) {
        let now = MonotonicClock.nanoseconds()
        do throws(EventError) {
            let event =
                if configuration.isEchoed { try answer(standsFor: text) } else if let ink = text.acknowledgedInk {
                    ServerEvent.acknowledgement(ink: ink)
                } else {
                    try scanner.scan(text)
                }
            heard(event, text, at: now)
        } catch {
            observer.pen(self, noticed: .unreadable(error.message))
        }
    }

    /// What a session's beginning that comes back stands for: its `session:ready`; then each ink event, in order: its acknowledgement.
    private func answer(standsFor echo: RawSpan) throws(EventError) -> ServerEvent {
        if session.phase == .live { return .acknowledgement(ink: session.acknowledged + 1) }
        let isBeginning = echo.withUnsafeBytes { text in
            [#"["session:start""#, #"["session:resume""#].contains { text.starts(with: $0.utf8) }
        }
        guard isBeginning else {
            throw EventError(.eventUnknown, "This server answers what it is sent instead of sending it back.")
        }
        return .ready(
            SessionReady(
                session: "", resume: "", watch: nil, ink: session.acknowledged, output: 0, isDurable: false,
                characters: []))
    }

    private func heard(_ event: ServerEvent, _ text: RawSpan, at now: UInt64) {
        let lostInk = session.lostInk
        let (action, news) = session.heard(event)
        // First of all: whoever is told may write at once, and ink must not overtake what is sent again.
        if let transport { follow(action, transport) }
        switch news {
        case .nothing: break
        case .ready(let resumed, let numbers):
            backoff.reset()
            if resumed { ableSince = now }
            observer.pen(
                self, ready: now - (resumed ? returningSince ?? connectingSince : connectingSince), resumed: resumed)
            returningSince = nil
            if let numbers { observer.pen(self, acknowledged: numbers, at: now) }
            if session.lostInk > lostInk { observer.pen(self, noticed: .inkLost(session.lostInk - lostInk)) }
        case .output: observer.pen(self, heard: event, text: text, at: now)
        case .duplicate: observer.pen(self, noticed: .duplicate)
        case .gap(let missing):
            observer.pen(self, noticed: .outputsMissing(missing))
            observer.pen(self, heard: event, text: text, at: now)
        case .acknowledged(let numbers): observer.pen(self, acknowledged: numbers, at: now)
        case .analysis:
            if case .analysis(let result) = event { analysed.insert(result.character) }
            observer.pen(self, heard: event, text: text, at: now)
        case .refused(let code, let message): observer.pen(self, noticed: .refused(code: code, message: message))
        }
        if case .over(let code, let message) = session.phase, !isFinished {
            observer.pen(self, noticed: .sessionLost(code: code, message: message))
            return finish()
        }
        finishIfAnswered()
    }
}

extension PenClient: TimerTarget {
    func timerFired(_ kind: Int) {
        switch Timer(rawValue: kind) {
        case .comeBack:
            connect()
            if let script, session.written == script.lastNumber { awaitAnswers() }
        case .settle: notAnswered()
        case nil: break
        }
    }

    /// Everything is written: the answers have a limited time.
    private func awaitAnswers() {
        guard !isFinished, transport != nil else { return }
        loop.cancelTimer(timer)
        timer = loop.startTimer(
            afterMilliseconds: configuration.settleMilliseconds, self, kind: Timer.settle.rawValue)
    }

    private func finishIfAnswered() {
        guard let script, !isFinished, session.written == script.lastNumber,
            session.acknowledged == script.lastNumber,
            !configuration.awaitsAnalyses || analysed.count >= script.awaitedAnalyses
        else { return }
        finish()
    }

    private func notAnswered() {
        guard let script, !isFinished else { return }
        let acknowledged = "\(session.acknowledged) of \(script.lastNumber) events were acknowledged"
        let results = "\(analysed.count) of \(script.awaitedAnalyses) characters were analysed"
        observer.pen(self, noticed: .unanswered("\(acknowledged), \(results)"))
        finish()
    }

    private func finish() {
        isFinished = true
        loop.cancelTimer(timer)
        observer.penFinished(self)
    }
}
