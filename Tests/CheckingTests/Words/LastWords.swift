@testable import Checking

/// What a client shows that takes a stroke's last word for what it is: the events of one character, read one after the other.
struct LastWords {
    /// For each stroke the last status that was said, nil before the first one.
    private(set) var statuses: [Int: StrokeVerdict.Status] = [:]
    /// How often an error was said of a stroke that later words took back or replaced.
    private(set) var retractions = 0
    /// Hints that came after an error about the same stroke that still stood.
    private(set) var hintsOnErrors: [Feedback] = []

    private static let status: [FeedbackType: StrokeVerdict.Status] = [
        .strokeMatch: .ok, .orderWrong: .order, .directionReversed: .reversed, .strokeExtra: .extra,
        .strokeMerged: .merged, .strokeSplit: .split, .shapeOff: .shape, .positionOff: .position, .lengthOff: .length,
        .relationOff: .relation, .strokeReplaced: .replaced,
    ]

    init(_ outputs: [FoldOutput]) {
        for output in outputs { if case .feedback(let feedback) = output { take(feedback) } }
    }

    private mutating func take(_ feedback: Feedback) {
        guard let status = Self.status[feedback.type] else { return }
        let before = statuses[feedback.stroke]
        if feedback.severity == .hint {
            if let before, before != .ok { hintsOnErrors.append(feedback) }
            return
        }
        if let before, before != .ok, before != status { retractions += 1 }
        statuses[feedback.stroke] = status
    }
}
