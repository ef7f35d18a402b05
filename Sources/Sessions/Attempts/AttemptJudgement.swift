package import Characters
package import Checking
package import Records

/// What the fold says of an attempt's ink, in the words in which it is kept.
package struct AttemptJudgement: Hashable, Sendable {
    /// The version of the fold that judges here.
    package static var engine: Int { SessionHost.foldVersion }

    /// Whether every stroke is right.
    package let isCorrect: Bool
    /// 0…1.
    package let score: Double
    /// What was wrong.
    package let faults: FaultCounts

    /// The judgement that an analysis holds.
    package init(_ analysis: CharacterAnalysis) {
        isCorrect = analysis.isCorrect
        score = analysis.score
        let strokes = analysis.strokes.map(\.status).filter { $0 != .ok }.map(\.feedbackType.rawValue)
        let missing = analysis.missing.map { _ in FeedbackType.strokeMissing.rawValue }
        faults = FaultCounts(strokes + missing)
    }

    /// The judgement that an attempt was kept with.
    package init(_ summary: Attempt.Summary) {
        isCorrect = summary.isCorrect
        score = summary.score
        faults = summary.faults
    }

    /// Folds an attempt's ink anew. Same ink, same library, same version of the fold: the same judgement, to the bit.
    ///
    /// - Throws: `UnknownCharacter` where the source does not have the character any more. Nil where the ink never came to a judgement.
    package init?(of attempt: Attempt, source: some CharacterSource) throws(UnknownCharacter) {
        guard let character = attempt.summary.character.first else { return nil }
        let head = SessionHead(
            text: [character], boxes: [attempt.ink.box], hasBoxes: attempt.ink.hasBox,
            level: Level(rawValue: attempt.summary.level) ?? .standard)
        let fold = try SessionFold(head: head, source: source)
        var last: CharacterAnalysis?
        for event in attempt.ink.events {
            fold.step(event) { output in
                if case .analysis(let analysis) = output { last = analysis }
            }
        }
        guard let last else { return nil }
        self.init(last)
    }
}
