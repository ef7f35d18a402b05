import Ink

/// Follows one character from its first stroke to its end: says mid-stroke what goes wrong, at pen-up what was written, and at
/// the end what became of all of it.
struct CharacterChecker {
    /// Place of the character in the session's text.
    let index: Int
    /// The character's box.
    let frame: Frame
    /// Whether the learner was given it.
    let hasBox: Bool
    let character: PreparedCharacter
    let level: Level
    let sentences: Sentences

    /// The finished strokes.
    var strokes: [WrittenStroke] = []
    /// What the finished strokes that are weighed seem to be.
    var belief: Judgement
    /// How many strokes are weighed. Those after them are too many, whatever they look like: so a hand that scribbles on in one box keeps
    /// nobody busy, however long it does.
    private let mostWeighed: Int
    /// The stroke under the pen.
    private(set) var open: OpenStroke?
    /// Items that were due when the stroke under the pen began.
    private var due: [Int] = []
    /// Whether all strokes are there and that was said.
    private(set) var isComplete = false
    /// Whether ink came or went since the last analysis, or there was none yet.
    private var needsAnalysis = true

    init(
        index: Int, frame: Frame, hasBox: Bool, character: PreparedCharacter, level: Level, language: Language
    ) {
        self.index = index
        self.frame = frame
        self.hasBox = hasBox
        self.character = character
        self.level = level
        sentences = Sentences(language)
        belief = Judgement(nothingOf: character)
        mostWeighed = max(Self.fewestWeighed, character.longest + Self.extrasWeighed)
    }

    private static let fewestWeighed = 64
    private static let extrasWeighed = 32

    /// Made when they are asked for: sessions hold none.
    var tolerances: Tolerances { Tolerances(level, strokes: character.listing(belief.choice).count) }

    /// The strokes that are judged: the first ones.
    var weighed: [InkLine] { places.compactMap { strokes[$0].ink } }

    /// The strokes that count, as places among `strokes`: in the order of writing, but that one which was written over another has that one's place.
    /// First those that are weighed; the indices of judgements and readings are indices of this list.
    var places: [Int] {
        guard strokes.contains(where: { $0.rewritten != nil }) else { return Array(strokes.indices) }
        let later = Set(strokes.compactMap(\.rewritten))
        return strokes.indices.filter { !later.contains($0) }.map { first in
            var place = first
            while let next = strokes[place].rewritten { place = next }
            return place
        }
    }

    /// Whether the next stroke is one of those that are judged.
    private var isNextWeighed: Bool { strokes.count < mostWeighed }

    /// The pen goes down, where `strayCount` samples of the stroke were no ink.
    mutating func begin(_ sample: Sample, after strayCount: Int) {
        let point = frame.unitPoint(sample.position)
        let expectation = isNextWeighed ? Expectation(character, written: belief.writtenItems) : Expectation()
        let hypotheses = LiveHypotheses(
            character, expectation: expectation, placement: belief.placement, start: point)
        due = expectation.due
        open = OpenStroke(at: point, sample: sample, after: strayCount, hypotheses: hypotheses)
        if isNextWeighed { isComplete = false }
        needsAnalysis = true
    }

    /// The pen moves.
    mutating func move(_ sample: Sample, emit: (FoldOutput) -> Void) {
        guard let reading = open?.move(to: frame.unitPoint(sample.position), sample: sample), let open else { return }
        sayLive(reading, of: open, emit: emit)
    }

    /// The pen lifts: the stroke is judged with all that came before it.
    mutating func end(emit: (FoldOutput) -> Void) {
        guard let open else { return }
        strokes.append(open.written(isWeighed: isNextWeighed))
        self.open = nil
        let last = strokes.count - 1
        guard let ink = strokes[last].ink else {
            // What becomes of it is told again when the character ends.
            report(.extra, stroke: last, emit: emit)
            return
        }
        let isRewriting = takePlace(emit: emit)
        let judge = Judge(character, JoinedStrokes(weighed))
        let misfit = isRewriting ? judgeAnew(judge, emit: emit) : judgeLast(judge, emit: emit)
        // A hint has the last word about a stroke that is right: one that is wrong has more to be told.
        if strokes[last].reported == .ok {
            if tolerances.hintsAtPartEarly(misfit) { hint(.partial, at: last, emit: emit) }
            sayBrush(of: last, ink, open.motion, emit: emit)
        }
        guard belief.missing.isEmpty else { return }
        let final = FinalJudgement(self, judge)
        guard final.reading.missing.isEmpty else { return }
        belief = final.judgement
        isComplete = true
        correctReports(final.reading, emit: emit)
        hintAtStrokes(final.reading, emit: emit)
        sayOther(final.other, emit: emit)
        sayComplete(isCorrect: final.isCorrect, emit: emit)
        analyse(final, emit: emit)
    }

    /// Takes the last stroke into the belief and says what it is, and what others are that are known better by it. Answers what speaks
    /// for its being only a part of a stroke.
    private mutating func judgeLast(_ judge: Judge, emit: (FoldOutput) -> Void) -> Misfit {
        let last = strokes.count - 1, judged = judge.joined.written.count - 1
        if let quick = QuickVerdict(character, judge.joined, belief: belief, due: due, tolerances: tolerances) {
            belief = quick.judgement
            judge.know(belief)
            let isPart = tolerances.hintsAtPart(quick.misfit)
            report(quick.status, isPart: isPart, relation: quick.relations.fault(of: judged), stroke: last, emit: emit)
            reportRelations(quick.relations, emit: emit)
            return quick.misfit
        }
        let penUp = PenUpVerdict(
            character, judge, belief: belief, due: due, isCertain: strokes[last].reported != nil,
            tolerances: tolerances)
        belief = penUp.judgement
        judge.know(belief)
        correctStructure(penUp, emit: emit)
        let part = penUp.reading.partial.last { $0.stroke == judged }
        report(
            penUp.statuses[judged], isPart: part != nil, relation: penUp.reading.relations.fault(of: judged),
            stroke: last, emit: emit)
        reportRelations(penUp.reading.relations, emit: emit)
        return part?.misfit ?? .none
    }

    /// Whether the last stroke was written over one that was wrong: then it has taken that one's place.
    private mutating func takePlace(emit: (FoldOutput) -> Void) -> Bool {
        let before = places
        let wrong = before.indices.dropLast().filter { strokes[before[$0]].reported?.isOfDrawing ?? false }
        guard !wrong.isEmpty,
            let rewriting = Rewriting(
                character, before.compactMap { strokes[$0].ink }, belief: belief, due: due, wrong: wrong)
        else { return false }
        let old = before[rewriting.stroke]
        strokes[old].rewritten = strokes.count - 1
        report(.replaced, stroke: old, emit: emit)
        return true
    }

    /// Judges all strokes anew, of which the last one has taken an earlier one's place; answers as `judgeLast`.
    private mutating func judgeAnew(_ judge: Judge, emit: (FoldOutput) -> Void) -> Misfit {
        let last = strokes.count - 1, judged = places.firstIndex(of: last) ?? 0
        belief = judge.judgement(from: belief.placement)
        judge.know(belief)
        let reading = StatusReading(
            character, belief, judge.joined, tolerances: tolerances, isEarly: !belief.missing.isEmpty)
        let part = reading.partial.last { $0.stroke == judged }
        report(
            PenUpVerdict.statuses(character, belief, reading)[judged], isPart: part != nil,
            relation: reading.relations.fault(of: judged), stroke: last, emit: emit)
        return part?.misfit ?? .none
    }

    /// The last stroke is taken back: the open one, or else the one finished last.
    mutating func undo() {
        if open != nil {
            open = nil
            return
        }
        guard !strokes.isEmpty else { return }
        let wasWeighed = strokes.removeLast().ink != nil
        for stroke in strokes.indices where strokes[stroke].rewritten == strokes.count {
            strokes[stroke].rewritten = nil
        }
        needsAnalysis = true
        guard wasWeighed else { return }
        isComplete = false
        belief =
            strokes.isEmpty
            ? Judgement(nothingOf: character) : Judge(character, JoinedStrokes(weighed)).settled(from: .prior)
    }

    /// The character ends, complete or not.
    mutating func finish(emit: (FoldOutput) -> Void) {
        if open != nil { end(emit: emit) }
        guard needsAnalysis else { return }
        let judge = Judge(character, JoinedStrokes(weighed))
        // Before the first stroke it explains nothing.
        if !strokes.isEmpty { judge.know(belief) }
        let final = FinalJudgement(self, judge)
        correctReports(final.reading, emit: emit)
        hintAtStrokes(final.reading, emit: emit)
        if !final.judgement.missing.isEmpty { sayMissing(final.judgement.missing, emit: emit) }
        sayOther(final.other, emit: emit)
        analyse(final, emit: emit)
    }

    private mutating func analyse(_ final: FinalJudgement, emit: (FoldOutput) -> Void) {
        let analysis = final.analysis(of: self)
        if analysis.missing.isEmpty, let whole = analysis.whole { sayWhole(whole, emit: emit) }
        emit(.analysis(analysis))
        needsAnalysis = false
    }
}
