import Ink

/// The judgement of a character as a whole, with everything that is read from it.
struct FinalJudgement {
    /// Which of the weighed strokes is which.
    let judgement: Judgement
    /// What became of each stroke; those that are not weighed are too many.
    let reading: StatusReading

    /// The other character that the ink is, nil where it is none.
    let other: Character?

    /// Whether the character is the one that was asked for, written as it should be.
    var isCorrect: Bool { reading.isCorrect && other == nil }

    /// Judges all finished strokes of a character together: those that are weighed, by `judge`, and as many more as there are.
    init(_ checker: CharacterChecker, _ judge: Judge) {
        judgement = judge.judgement(keeping: checker.belief).followingModel(checker.character)
        var reading = StatusReading(checker.character, judgement, judge.joined, tolerances: checker.tolerances)
        reading.addExtras(checker.places.count - judge.joined.written.count)
        self.reading = reading
        other = RivalWeighing(checker.character, judgement, judge.joined).other
    }

    /// What `analysis:result` tells.
    func analysis(of checker: CharacterChecker) -> CharacterAnalysis {
        let strokes = checker.strokes, places = checker.places
        let whole = WholeFigure(checker.character, judgement, checker.weighed, hasBox: checker.hasBox).whole
        let scoring = Scoring(
            checker.character, judgement, reading, written: checker.weighed.map(\.outline),
            tolerances: checker.tolerances, whole: whole, isOther: other != nil,
            rhythm: places.map { strokes[$0].rhythm })
        return CharacterAnalysis(
            character: checker.index, isCorrect: isCorrect, other: other,
            strokes: strokes.indices.map { stroke in
                guard let index = places.firstIndex(of: stroke) else {
                    return StrokeVerdict(
                        index: stroke, reference: nil, isReversed: false, status: .replaced,
                        decidedAt: strokes[stroke].reportedAt)
                }
                return StrokeVerdict(
                    index: stroke, reference: reading.references[index], isReversed: reading.isReversed[index],
                    status: reading.statuses[index], decidedAt: strokes[stroke].reportedAt)
            },
            missing: reading.missing, score: scoring.score,
            parts: scoring.parts.map { part in
                ScorePart(
                    kind: part.kind, weight: part.weight, value: part.value, stroke: part.stroke.map { places[$0] })
            },
            whole: whole,
            ink: places.map { strokes[$0].drawn },
            laidReference: checker.character.listing(judgement.choice).map {
                checker.character.items[$0].outline.mapped(by: judgement.placement.map).line
            })
    }
}
