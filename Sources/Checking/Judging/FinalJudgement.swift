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
        reading.addExtras(checker.strokes.count - judge.joined.written.count)
        self.reading = reading
        other = RivalWeighing(checker.character, judgement, judge.joined).other
    }

    /// What `analysis:result` tells.
    func analysis(of checker: CharacterChecker) -> CharacterAnalysis {
        let strokes = checker.strokes
        let whole = WholeFigure(checker.character, judgement, checker.weighed, hasBox: checker.hasBox).whole
        let scoring = Scoring(
            checker.character, judgement, reading, written: checker.weighed.map(\.outline),
            tolerances: checker.tolerances, whole: whole, isOther: other != nil,
            rhythm: strokes.map(\.rhythm))
        return CharacterAnalysis(
            character: checker.index, isCorrect: isCorrect, other: other,
            strokes: strokes.indices.map { index in
                StrokeVerdict(
                    index: index, reference: reading.references[index], isReversed: reading.isReversed[index],
                    status: reading.statuses[index], decidedAt: strokes[index].reportedAt)
            },
            missing: reading.missing, score: scoring.score, parts: scoring.parts,
            whole: whole,
            ink: strokes.map(\.drawn),
            laidReference: checker.character.listing(judgement.choice).map {
                checker.character.items[$0].outline.mapped(by: judgement.placement.map).line
            })
    }
}
