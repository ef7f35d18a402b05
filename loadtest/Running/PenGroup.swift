import Characters
import Loop
import Wire

/// The pens of one loop: keeps their schedule, gives them scripts, measures them.
///
/// Sends are made at their moment, not at the end of a turn: the schedule is looked at whenever the alarm rings and between any
/// two answers that are read, so that a busy turn does not make them late. Confined to its loop.
final class PenGroup {
    /// What the pens do.
    struct Plan: Sendable {
        var configuration: PenClient.Configuration
        /// Pen *n* begins with script *n* and goes on with the next ones, over and over.
        var scripts: [EncodedScript]
        /// Sessions that each pen writes; nil goes on until it is stopped.
        var rounds: Int?
        /// From the end of one session to the next one of the same pen.
        var pauseMilliseconds = 0.0
        var seed: UInt64 = 1
        /// What the sessions must be told; nil compares nothing.
        var expected: ExpectedAnswers?
        /// Where to connect from, in turn; empty leaves it to the system.
        var sources: [SocketAddress] = []
        /// Whether the loops never sleep.
        var spins = false
    }

    let loop: EventLoop
    let plan: Plan
    let meter: PenMeter
    private(set) var pens: [PenClient] = []
    /// Each pen's number among all loops' pens, and how many sessions it has begun.
    private var turns: [(number: Int, begun: Int)] = []
    /// What each pen's session was told so far, where it is compared.
    private var transcripts: [Transcript] = []
    /// The connections of a closed loop.
    private(set) var closedLoops: [ClosedLoopConnection] = []
    private var schedule = SendSchedule()
    private var alarm: PreciseAlarm?
    private var alarmedFor: UInt64 = .max
    /// Pens that have written all their rounds.
    private(set) var finishedPens = 0
    /// Pens that were added and not taken away.
    private(set) var activePens = 0
    private var isSending = false
    /// When the last turn ended, and what had been sent and received by then.
    private var turnEndedAt: UInt64 = 0
    private var eventsAtTurnEnd: UInt64 = 0
    private var isStopped = false

    /// From a pen's first packet to the time 0 of its first script: what a person needs to put the pen to the paper.
    static let leadNanoseconds: UInt64 = 200_000_000

    private static let sendsAtOnce = 256

    init(loop: EventLoop, plan: Plan) throws(SystemError) {
        self.loop = loop
        self.plan = plan
        meter = PenMeter(pens: 0)
        loop.observeTurns(self)
        loop.neverSleeps = plan.spins
        alarm = try PreciseAlarm(loop) { [unowned self] in alarmRang() }
    }

    /// Adds a pen whose first script's time 0 is `moment`; it connects a little earlier.
    ///
    /// - Parameter index: the pen's number among all loops' pens: what decides on script, source and seed.
    func addPen(_ index: Int, at moment: UInt64) {
        guard !isStopped else { return }
        let source = plan.sources.isEmpty ? nil : plan.sources[index % plan.sources.count]
        let pen = PenClient(
            index: pens.count, loop: loop, configuration: plan.configuration, source: source,
            seed: plan.seed ^ UInt64(index) &* 0xD1B5_4A32_D192_ED03, observer: self)
        pens.append(pen)
        turns.append((index, 0))
        if plan.expected != nil { transcripts.append(Transcript()) }
        activePens += 1
        schedule.add(pen.index, due: moment - Self.leadNanoseconds)
    }

    /// Takes pens away, those that came last.
    func removePens(_ count: Int) {
        for pen in pens.reversed().lazy.filter({ !$0.isClosed }).prefix(count) {
            pen.close()
            activePens -= 1
        }
    }

    private func begin(_ pen: PenClient, at moment: UInt64) {
        let turn = turns[pen.index]
        let script = plan.scripts[(turn.number + turn.begun) % plan.scripts.count]
        turns[pen.index].begun += 1
        meter.began(pen)
        if plan.expected != nil { transcripts[pen.index] = Transcript() }
        pen.begin(script, at: moment)
        if let due = pen.nextDue { schedule.add(pen.index, due: due) }
    }

    /// Sends what is due, and lets those pens begin whose time has come.
    ///
    /// At most ``sendsAtOnce``: a harness that has fallen behind would otherwise never come to read an answer again.
    private func sendDue() {
        guard !isSending else { return }
        isSending = true
        defer { isSending = false }
        var sends = 0
        while sends < Self.sendsAtOnce, let due = schedule.nextDue {
            sends += 1
            let now = MonotonicClock.nanoseconds()
            guard due <= now else { return }
            let pen = pens[schedule.nextPen]
            if turns[pen.index].begun == 0, !pen.isClosed {
                schedule.removeNext()
                begin(pen, at: due + Self.leadNanoseconds)
                continue
            }
            pen.writeNext(at: now)
            if let next = pen.nextDue { schedule.postponeNext(to: next) } else { schedule.removeNext() }
        }
    }

    private func alarmRang() {
        alarmedFor = .max
        sendDue()
    }

    /// Every pen is cut off at once.
    func cutAll(comesBackAtOnce: Bool) {
        for pen in pens { pen.cut(comesBackAtOnce: comesBackAtOnce) }
    }

    /// Pens whose transport is open and whose session, if they have one, is there.
    var livePens: Int {
        pens.count { $0.isOpen && ($0.session.phase == .live || !plan.configuration.beginsSessions) }
    }

    /// Connections that are there, of pens and of a closed loop.
    var openConnections: Int { pens.count(where: \.isOpen) + closedLoops.count(where: \.isOpen) }

    /// Pens that have been looking for the server for a while.
    var cutOffPens: Int {
        let now = MonotonicClock.nanoseconds()
        return pens.count { $0.isCutOff(at: now) }
    }

    /// Adds connections of a closed loop.
    func addClosedLoops(_ count: Int, _ makeTraffic: () -> any ClosedLoopTraffic) {
        var nonces = SplitMix64(seed: plan.seed &+ UInt64(closedLoops.count))
        let configuration = plan.configuration
        for _ in 0..<count where !isStopped {
            let place = closedLoops.count
            let connection = ClosedLoopConnection(
                loop, to: configuration.endpoints[place % configuration.endpoints.count],
                from: plan.sources.isEmpty ? nil : plan.sources[place % plan.sources.count],
                options: configuration.options, traffic: makeTraffic(), nonce: (nonces.next(), nonces.next()),
                cameBack: { [unowned self] in meter.cameBack($0) }, ended: { [unowned self] in meter.lost($0) })
            closedLoops.append(connection)
        }
    }

    /// Ends everything.
    func stop() {
        guard !isStopped else { return }
        isStopped = true
        schedule = SendSchedule()
        for pen in pens { pen.close() }
        for connection in closedLoops { connection.close() }
        alarm?.close()
        alarm = nil
    }
}

@available(*, unavailable)
extension PenGroup: Sendable {}

extension PenGroup: TurnObserver {
    func turnEnds() {
        sendDue()
        if plan.spins { return noteIdleTurn() }
        guard let due = schedule.nextDue, due != alarmedFor else { return }
        alarmedFor = due
        alarm?.set(atNanoseconds: due)
    }
}

extension PenGroup {
    /// A turn in which nothing was sent and nothing came took time that was not needed.
    private func noteIdleTurn() {
        let now = MonotonicClock.nanoseconds(), events = meter.counts.eventsSent &+ meter.counts.eventsReceived
        if events == eventsAtTurnEnd, turnEndedAt > 0 { meter.counts.idleNanoseconds += now - turnEndedAt }
        turnEndedAt = now
        eventsAtTurnEnd = events
    }
}

extension PenGroup: PenObserver {
    func pen(_ pen: PenClient, ready nanoseconds: UInt64, resumed: Bool) {
        meter.ready(pen, nanoseconds, resumed: resumed)
    }

    func pen(_ pen: PenClient, sent number: UInt64, due: UInt64, at now: UInt64, wasHeldUp: Bool) {
        meter.sent(pen, number, due: due, at: now, wasHeldUp: wasHeldUp)
    }

    func pen(_ pen: PenClient, acknowledged numbers: ClosedRange<UInt64>, at now: UInt64) {
        meter.acknowledged(pen, numbers, at: now)
        sendDue()
    }

    func pen(_ pen: PenClient, heard event: ServerEvent, text: RawSpan, at now: UInt64) {
        meter.heard(pen, event, at: now)
        if plan.expected != nil { transcripts[pen.index].add(event, text) }
        sendDue()
    }

    func pen(_ pen: PenClient, noticed trouble: PenTrouble) { meter.noticed(pen, trouble) }

    func pen(_ pen: PenClient, lost end: TransportEnd) { meter.lost(end) }

    func penFinished(_ pen: PenClient) {
        meter.counts.sessionsFinished += 1
        if let expected = plan.expected, let script = pen.script?.script {
            meter.compared(transcripts[pen.index].difference(from: expected, script: script))
        }
        guard !isStopped, turns[pen.index].begun < plan.rounds ?? .max else {
            finishedPens += 1
            return
        }
        let last = pen.due(pen.script?.lastNumber ?? 0)
        begin(pen, at: last + UInt64(plan.pauseMilliseconds * 1_000_000))
    }
}
