import Ink

/// What the checker says, and when it says nothing because it was said already.
extension CharacterChecker {
    /// The stroke under the pen has become certain to be at fault.
    func sayLive(_ reading: LiveHypotheses.Reading, of open: OpenStroke, emit: (FoldOutput) -> Void) {
        let status: StrokeVerdict.Status = reading.isReversed ? .reversed : .order
        say(status, stroke: strokes.count, at: open.trace.sampleCount - 1, emit: emit)
        emit(
            .correction(character: index, stroke: strokes.count, points: correction(for: reading, pen: open.trace.pen)))
    }

    /// Says a finished stroke's status unless it was said already; `isPart` where the stroke looks rather like a part of what it stands for.
    mutating func report(
        _ status: StrokeVerdict.Status, isPart: Bool = false, relation: RelationReading.Fault? = nil, stroke: Int,
        emit: (FoldOutput) -> Void
    ) {
        guard strokes[stroke].reported != status else { return }
        strokes[stroke].reported = status
        strokes[stroke].reportedAt = 1
        say(
            status, isPart: isPart, relation: relation, stroke: stroke,
            at: strokes[stroke].sampleCount - 1, emit: emit)
    }

    /// Says of earlier strokes, that were right as far as was known, what they should be to the last one and are not.
    mutating func reportRelations(_ relations: RelationReading, emit: (FoldOutput) -> Void) {
        let places = places
        for fault in relations.faults
        where fault.stroke < places.count - 1 && strokes[places[fault.stroke]].reported == .ok {
            report(.relation, relation: fault, stroke: places[fault.stroke], emit: emit)
        }
    }

    /// Takes back of earlier strokes what the last one shows to be otherwise: which stroke each of them is, and that one is right after all.
    /// How well they are made is weighed again when all are there.
    mutating func correctStructure(_ verdict: PenUpVerdict, emit: (FoldOutput) -> Void) {
        for (stroke, place) in places.enumerated().dropLast() where stroke < verdict.statuses.count {
            let status = verdict.statuses[stroke]
            if status == .ok || verdict.blamesEarlier && !status.isOfMaking {
                report(status, relation: verdict.reading.relations.fault(of: stroke), stroke: place, emit: emit)
            }
        }
    }

    /// Takes back what turned out otherwise.
    mutating func correctReports(_ reading: StatusReading, emit: (FoldOutput) -> Void) {
        for (stroke, place) in places.enumerated() {
            let isPart = reading.partial.contains { $0.stroke == stroke }
            report(
                reading.statuses[stroke], isPart: isPart, relation: reading.relations.fault(of: stroke), stroke: place,
                emit: emit)
        }
    }

    /// Hints at what could be better about a stroke, once.
    mutating func hint(_ hint: StrokeHint, at stroke: Int, emit: (FoldOutput) -> Void) {
        guard strokes[stroke].hinted & hint.rawValue == 0 else { return }
        strokes[stroke].hinted |= hint.rawValue
        switch hint {
        case .partial: sayAtEnd(.lengthOff, .hint, .partial, of: stroke, emit: emit)
        case .position: sayAtEnd(.positionOff, .hint, .status(.position), of: stroke, emit: emit)
        case .length: sayAtEnd(.lengthOff, .hint, .status(.length), of: stroke, emit: emit)
        }
    }

    /// Hints at what could be better about strokes that pass, now that all others are known.
    mutating func hintAtStrokes(_ reading: StatusReading, emit: (FoldOutput) -> Void) {
        let places = places
        for part in reading.partial where reading.statuses[part.stroke] == .ok {
            hint(.partial, at: places[part.stroke], emit: emit)
        }
        for hint in reading.hints
        where reading.statuses[hint.stroke] == .ok && !reading.partial.contains(where: { $0.stroke == hint.stroke }) {
            self.hint(hint.hint, at: places[hint.stroke], emit: emit)
        }
    }

    /// All strokes are there.
    func sayComplete(isCorrect: Bool, emit: (FoldOutput) -> Void) {
        sayAtEnd(
            .characterComplete, .info, isCorrect ? .completeRight : .completeWrong, of: strokes.count - 1, emit: emit)
    }

    /// What could be better about the character as a whole.
    func sayWhole(_ whole: WholeCharacter, emit: (FoldOutput) -> Void) {
        for fault in WholeTolerances(level).faults(of: whole) {
            sayAtEnd(fault.feedbackType, .hint, .whole(fault), of: max(strokes.count - 1, 0), emit: emit)
        }
    }

    /// The ink is another character than the one that was asked for.
    func sayOther(_ other: Character?, emit: (FoldOutput) -> Void) {
        guard let other, let rivals = character.rivals else { return }
        sayAtEnd(
            .characterOther, .error, .other(other, insteadOf: rivals.text), of: max(strokes.count - 1, 0), text: other,
            emit: emit)
    }

    /// The character ended without some of its strokes.
    func sayMissing(_ items: [Int], emit: (FoldOutput) -> Void) {
        let numbers = Set(items.map { character.numbers[$0] }).sorted()
        sayAtEnd(.strokeMissing, .error, .missing(numbers), of: max(strokes.count - 1, 0), emit: emit)
    }

    private func say(
        _ status: StrokeVerdict.Status, isPart: Bool = false, relation: RelationReading.Fault? = nil, stroke: Int,
        at sample: Int, emit: (FoldOutput) -> Void
    ) {
        let sentence: Sentences.Sentence =
            switch status {
            case .order: .order(dueNumber(before: stroke))
            case .length where isPart: .partial
            case .relation: relation.map(sentence) ?? .status(status)
            default: .status(status)
            }
        emit(
            .feedback(
                Feedback(
                    type: status.feedbackType, severity: status == .ok || status == .replaced ? .info : .error,
                    character: index,
                    stroke: stroke,
                    at: sample, message: sentences[sentence], other: other(status, relation, stroke))))
    }

    /// The stroke beside which another one is seen.
    private func other(
        _ status: StrokeVerdict.Status, _ relation: RelationReading.Fault?, _ stroke: Int
    ) -> Int? {
        switch status {
        case .relation: relation.map { places[$0.other] }
        case .replaced: strokes[stroke].rewritten
        default: nil
        }
    }

    private func sentence(about fault: RelationReading.Fault) -> Sentences.Sentence {
        let relation = fault.relation
        return .relation(relation.kind, character.numbers[relation.item], character.numbers[relation.other])
    }

    func sayAtEnd(
        _ type: FeedbackType, _ severity: Severity, _ sentence: Sentences.Sentence, of stroke: Int,
        text: Character? = nil, emit: (FoldOutput) -> Void
    ) {
        let last = stroke < strokes.count ? strokes[stroke].sampleCount - 1 : 0
        emit(
            .feedback(
                Feedback(
                    type: type, severity: severity, character: index, stroke: stroke, at: last,
                    message: sentences[sentence], text: text)))
    }

    /// Number, from 1, of the stroke that was due when a stroke began.
    private func dueNumber(before stroke: Int) -> Int {
        let judged = places.firstIndex(of: stroke) ?? belief.roles.count
        let before = belief.roles.prefix(judged).flatMap(\.items)
        return Expectation(character, written: before).due.map { character.numbers[$0] }.min() ?? 1
    }

    /// From where the pen is to the stroke that should have been written, and along it, on the learner's scale.
    private func correction(for reading: LiveHypotheses.Reading, pen: Point) -> [Point] {
        let due = Expectation(character, written: belief.writtenItems).due
        let item = reading.isDue ? reading.item : due.first ?? reading.item
        let laid = character.items[item].outline.mapped(by: belief.placement.map)
        return ([pen] + laid.line).map { frame.clientPoint($0) }
    }
}
