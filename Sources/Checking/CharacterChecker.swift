import Ink

/// Follows one character from its first stroke to its end: says mid-stroke what goes wrong, at pen-up what was written, and at
/// the end what became of all of it.
struct CharacterChecker {
    /// Place of the character in the session's text.
    let index: Int
    let frame: Frame
    let character: PreparedCharacter
    let tolerances: Tolerances
    let sentences: Sentences

    /// The finished strokes.
    private(set) var strokes: [WrittenStroke] = []
    /// What the finished strokes seem to be.
    private(set) var belief: Judgement
    /// Whether `character.complete` was said since the last change.
    private(set) var isComplete = false
    /// Whether ink came since the last analysis, or there was none yet.
    private(set) var needsAnalysis = true

    private var trace: StrokeTrace?
    private var hypotheses: LiveHypotheses?
    private var pressureSum = 0.0
    private var liveReport: (status: StrokeVerdict.Status, length: Double)?

    init(index: Int, frame: Frame, character: PreparedCharacter, level: Level, language: Language) {
        self.index = index
        self.frame = frame
        self.character = character
        tolerances = Tolerances(level)
        sentences = Sentences(language)
        belief = Judgement(
            roles: [], choice: [Int](repeating: 0, count: character.ways.count), missing: [], placement: .prior,
            energy: 0)
    }

    /// The pen goes down.
    mutating func begin(_ sample: Sample) {
        let point = frame.unitPoint(sample.position)
        trace = StrokeTrace(at: point)
        pressureSum = sample.pressure
        liveReport = nil
        isComplete = false
        needsAnalysis = true
        let expectation = Expectation(character, written: belief.writtenItems)
        hypotheses = LiveHypotheses(character, expectation: expectation, placement: belief.placement, start: point)
    }

    /// The pen moves.
    mutating func move(_ sample: Sample, emit: (FoldOutput) -> Void) {
        guard trace != nil else { return }
        pressureSum += sample.pressure
        guard trace!.add(frame.unitPoint(sample.position)), let reading = hypotheses?.follow(trace!) else { return }
        let status: StrokeVerdict.Status = reading.isReversed ? .reversed : .order
        liveReport = (status, trace!.length)
        say(status, stroke: strokes.count, at: trace!.sampleCount - 1, emit: emit)
        emit(.correction(character: index, stroke: strokes.count, points: correction(for: reading)))
    }

    /// The pen lifts: the stroke is judged with all that came before it.
    mutating func end(emit: (FoldOutput) -> Void) {
        guard let trace else { return }
        let line = trace.line
        let length = trace.length
        strokes.append(
            WrittenStroke(
                outline: Outline(line), line: line, sampleCount: trace.sampleCount, reported: liveReport?.status,
                reportedAt: length > 0 ? min((liveReport?.length ?? length) / length, 1) : 1,
                pressure: pressureSum / Double(trace.sampleCount)))
        self.trace = nil
        hypotheses = nil
        let outlines = strokes.map(\.outline)
        belief = Judge(character, written: outlines).settled(from: belief.placement)
        let reading = StatusReading(character, belief, written: outlines, tolerances: tolerances)
        let status = statusAtPenUp(reading)
        let last = strokes.count - 1
        report(status, stroke: last, emit: emit)
        if reading.missing.isEmpty {
            let final = judged()
            if final.reading.missing.isEmpty {
                belief = final.judgement
                isComplete = true
                correctReports(final.reading, emit: emit)
                emit(
                    .feedback(
                        feedback(
                            .characterComplete, .info, stroke: last, at: strokes[last].sampleCount - 1,
                            final.reading.isCorrect ? .completeRight : .completeWrong)))
                emit(.analysis(analysis(final)))
                needsAnalysis = false
            }
        }
    }

    /// The character ends, complete or not.
    mutating func finish(emit: (FoldOutput) -> Void) {
        if trace != nil { end(emit: emit) }
        guard needsAnalysis else { return }
        let final = judged()
        correctReports(final.reading, emit: emit)
        if !final.reading.missing.isEmpty {
            let last = strokes.count - 1
            emit(
                .feedback(
                    feedback(
                        .strokeMissing, .error, stroke: max(last, 0), at: last < 0 ? 0 : strokes[last].sampleCount - 1,
                        .missing(final.reading.missing.map { $0 + 1 }))))
        }
        emit(.analysis(analysis(final)))
        needsAnalysis = false
    }

    private func judged() -> (judgement: Judgement, reading: StatusReading) {
        let outlines = strokes.map(\.outline)
        let judgement = Judge(character, written: outlines).judgement(from: belief.placement)
        return (judgement, StatusReading(character, judgement, written: outlines, tolerances: tolerances))
    }

    /// The last stroke's status before anybody knows what comes later: what was skipped so far was due.
    private func statusAtPenUp(_ reading: StatusReading) -> StrokeVerdict.Status {
        let last = strokes.count - 1
        guard case .stroke(let item, reversed: false) = belief.roles[last] else { return reading.statuses[last] }
        var before: [Int] = []
        for role in belief.roles.dropLast() { before += role.items }
        let expectation = Expectation(character, written: before)
        return expectation.due.contains(item) || !expectation.open.contains(item) ? reading.statuses[last] : .order
    }

    /// Says a stroke's status unless it was said already.
    private mutating func report(_ status: StrokeVerdict.Status, stroke: Int, emit: (FoldOutput) -> Void) {
        guard strokes[stroke].reported != status else { return }
        strokes[stroke].reported = status
        strokes[stroke].reportedAt = 1
        say(status, stroke: stroke, at: strokes[stroke].sampleCount - 1, emit: emit)
    }

    /// Takes back what turned out otherwise.
    private mutating func correctReports(_ reading: StatusReading, emit: (FoldOutput) -> Void) {
        for stroke in strokes.indices { report(reading.statuses[stroke], stroke: stroke, emit: emit) }
    }

    private func say(_ status: StrokeVerdict.Status, stroke: Int, at sample: Int, emit: (FoldOutput) -> Void) {
        emit(
            .feedback(
                feedback(
                    status.feedbackType, status == .ok ? .info : .error, stroke: stroke, at: sample, .status(status))))
    }

    private func feedback(
        _ type: FeedbackType, _ severity: Severity, stroke: Int, at sample: Int, _ sentence: Sentences.Sentence
    ) -> Feedback {
        Feedback(
            type: type, severity: severity, character: index, stroke: stroke, at: sample, message: sentences[sentence])
    }

    /// From where the pen is along the rest of the stroke that was due, on the learner's scale.
    private func correction(for reading: LiveHypotheses.Reading) -> [Point] {
        guard let trace else { return [] }
        let expectation = Expectation(character, written: belief.writtenItems)
        let item = reading.isReversed && reading.isDue ? reading.item : expectation.due.first ?? reading.item
        let laid = character.items[item].outline.mapped(by: belief.placement)
        var points = [trace.pen]
        for k in 0..<Outline.count { points.append(laid.places[k]) }
        return points.map { frame.clientPoint($0) }
    }

    private func analysis(_ final: (judgement: Judgement, reading: StatusReading)) -> CharacterAnalysis {
        let reading = final.reading
        let verdicts = strokes.indices.map { index in
            StrokeVerdict(
                index: index, reference: reading.references[index], isReversed: reading.isReversed[index],
                status: reading.statuses[index], decidedAt: strokes[index].reportedAt)
        }
        let listing = character.listing(final.judgement.choice)
        return CharacterAnalysis(
            character: index, isCorrect: reading.isCorrect, strokes: verdicts, missing: reading.missing,
            score: reading.isCorrect ? 1 : 0, parts: [],
            ink: strokes.map { stroke in
                stroke.line.map { Sample(position: frame.clientPoint($0), pressure: stroke.pressure) }
            },
            laidReference: listing.map { item in
                character.items[item].outline.mapped(by: final.judgement.placement).line.map { frame.clientPoint($0) }
            }, frame: frame)
    }
}
