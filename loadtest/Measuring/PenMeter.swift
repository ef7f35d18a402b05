import Histogram
import Ink
import Wire

/// Measures the pens of one loop: every latency from the moment at which its cause was due.
///
/// Which event was the cause: an acknowledgement names it; a feedback names the sample; a curve's is known from the product's own
/// fitter (``FitForecast``); a verdict's is its stroke's end; an analysis' is the end of the stroke that completed the character or, where
/// nothing did, its `character:next`.
final class PenMeter {
    /// What is not attributed by the message itself, for each pen.
    private struct Progress {
        var fits = 0
        /// Place of the last stroke whose verdict was counted.
        var judged = -1
        /// Number of the event that completed the character whose analysis is awaited.
        var completed: (character: Int, number: UInt64)?
    }

    /// Later than this after its due time, a send is late: a tenth of the usual objective.
    static let lateNanoseconds: UInt64 = 2_000_000

    var counts = LoadCounts()
    private var latencies = LatencyRecord()
    /// How long after their due times events were handed to the socket.
    private var lateness = LatencyRecord.emptyHistogram
    /// Troubles in words, and how often each was met with.
    private var troubles: [String: UInt64] = [:]
    private var firstDifference: String?
    private var progress: [Progress]

    /// A meter for pens with indices below `pens`.
    init(pens: Int) { progress = Array(repeating: Progress(), count: pens) }

    /// The pen begins a new script.
    func began(_ pen: PenClient) {
        grow(to: pen.index)
        progress[pen.index] = Progress()
    }

    private func grow(to index: Int) {
        while progress.count <= index { progress.append(Progress()) }
    }

    private func add(_ kind: LatencyKind, since due: UInt64, at now: UInt64) {
        latencies.add(kind, nanoseconds: now > due ? now - due : 0)
    }

    /// A session's answers were compared with the expected ones.
    func compared(_ difference: String?) {
        counts.sessionsCompared += 1
        guard let difference else { return }
        counts.sessionsDifferent += 1
        if firstDifference == nil { firstDifference = difference }
    }

    /// What was measured since the last cut, and what was counted since the beginning.
    func cut() -> LoadSlice {
        defer {
            latencies = LatencyRecord()
            lateness = LatencyRecord.emptyHistogram
        }
        return LoadSlice(
            latencies: latencies, lateness: lateness, counts: counts, troubles: troubles,
            firstDifference: firstDifference)
    }

    /// Counts a trouble under its words.
    func note(_ words: String) {
        guard troubles.count < 200 || troubles[words] != nil else { return }
        troubles[words, default: 0] += 1
    }
}

extension PenMeter {
    func ready(_ pen: PenClient, _ nanoseconds: UInt64, resumed: Bool) {
        if resumed { counts.resumes += 1 } else { counts.connects += 1 }
        latencies.add(resumed ? .resume : .connect, nanoseconds: nanoseconds)
    }

    @inline(__always)
    func sent(_ pen: PenClient, _ number: UInt64, due: UInt64, at now: UInt64, wasHeldUp: Bool) {
        counts.eventsSent += 1
        if pen.script!.script.events[Int(number) - 1].kind == .move { counts.movesSent += 1 }
        guard !wasHeldUp else { return }
        let late = now > due ? now - due : 0
        lateness.record(min(late / 1000, LatencyRecord.longest))
        if late > Self.lateNanoseconds { counts.eventsLate += 1 }
    }

    func acknowledged(_ pen: PenClient, _ numbers: ClosedRange<UInt64>, at now: UInt64) {
        counts.eventsReceived += 1
        for number in numbers { add(.acknowledgement, since: pen.due(number), at: now) }
    }

    func heard(_ pen: PenClient, _ event: ServerEvent, at now: UInt64) {
        counts.eventsReceived += 1
        switch event {
        case .fit: heardFit(pen, at: now)
        case .feedback(_, let feedback): heard(pen, feedback, at: now)
        case .analysis(let result): heardAnalysis(pen, of: result.character, at: now)
        default: break
        }
    }

    private func heardFit(_ pen: PenClient, at now: UInt64) {
        let place = progress[pen.index].fits
        progress[pen.index].fits += 1
        guard let causes = pen.script?.fitCauses, place < causes.count else { return }
        add(.fit, since: pen.due(causes[place]), at: now)
    }

    private func heard(_ pen: PenClient, _ feedback: FeedbackText, at now: UInt64) {
        guard let script = pen.script?.script,
            let place = script.stroke(character: feedback.character, index: feedback.stroke, sent: pen.session.sent)
        else { return }
        let isLast = feedback.at == Int(script.strokes[place].sampleCount) - 1
        if isLast, let end = script.endNumber(ofStroke: place), end <= pen.session.sent {
            if feedback.type == "character.complete" { progress[pen.index].completed = (feedback.character, end) }
            guard place > progress[pen.index].judged else { return }
            progress[pen.index].judged = place
            return add(.verdict, since: pen.due(end), at: now)
        }
        guard let number = script.number(ofSample: feedback.at, stroke: place) else { return }
        add(.feedback, since: pen.due(number), at: now)
    }

    private func heardAnalysis(_ pen: PenClient, of character: Int, at now: UInt64) {
        counts.charactersFinished += 1
        if let completed = progress[pen.index].completed, completed.character == character {
            progress[pen.index].completed = nil
            return add(.analysis, since: pen.due(completed.number), at: now)
        }
        guard let numbers = pen.script?.nextNumbers, character < numbers.count, numbers[character] <= pen.session.sent
        else { return }
        add(.analysis, since: pen.due(numbers[character]), at: now)
    }

    func noticed(_ pen: PenClient, _ trouble: PenTrouble) {
        switch trouble {
        case .duplicate: counts.duplicates += 1
        case .outputsMissing(let missing):
            counts.outputsMissing += missing
            note("outputs are missing from the numbering")
        case .inkLost(let lost):
            counts.inkLost += lost
            note("the server lost ink that was acknowledged")
        case .refused(let code, let message):
            counts.errors += 1
            note("error \(code): \(message)")
        case .unreadable(let why):
            counts.errors += 1
            note("an event could not be read: \(why)")
        case .unanswered:
            counts.unanswered += 1
            note("sessions whose last answers did not come in time")
        case .sessionLost(let code, let message):
            counts.sessionsLost += 1
            note("session lost, \(code): \(message)")
        }
    }

    /// A message of a closed loop has come back.
    func cameBack(_ nanoseconds: UInt64) {
        counts.eventsSent += 1
        counts.eventsReceived += 1
        latencies.add(.echo, nanoseconds: nanoseconds)
    }

    func lost(_ end: TransportEnd) {
        counts.losses += 1
        note("\(end)")
    }
}
