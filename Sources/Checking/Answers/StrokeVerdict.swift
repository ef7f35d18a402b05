/// What became of one written stroke.
public struct StrokeVerdict: Equatable, Sendable {
    /// The final judgement of a stroke; the raw values are the words of `pilsun check`.
    public enum Status: String, Sendable {
        /// As it should be.
        case ok
        /// Written before a stroke that was due first.
        case order
        /// Written from its end to its beginning.
        case reversed
        /// No stroke of the character.
        case extra
        /// Two strokes in one movement.
        case merged
        /// A part of a stroke that was written in two movements.
        case split
        /// The line differs from the reference.
        case shape
        /// Not where it belongs.
        case position
        /// Too long or too short.
        case length
        /// Not to another stroke what it should be: it sticks out beyond it or does not, for one.
        case relation
        /// Written over: another stroke stands for it, and it no longer counts.
        case replaced
    }

    /// Place among the written strokes of the character, from 0.
    public var index: Int
    /// The stroke of the reference (in the alternatives that were matched), nil for an extra one.
    public var reference: Int?
    /// Whether it was written from its end to its beginning.
    public var isReversed: Bool
    /// The final judgement.
    public var status: Status
    /// Share of the stroke's written length, 0…1, after which an event reported the final status and none took it back.
    public var decidedAt: Double
}

extension StrokeVerdict.Status {
    /// Whether it is about how the stroke is made, not about which stroke it is, when and which way it was written.
    var isOfMaking: Bool {
        switch self {
        case .shape, .position, .length, .relation: true
        case .ok, .order, .reversed, .extra, .merged, .split, .replaced: false
        }
    }

    /// Whether it is an error in how the stroke was drawn, which drawing it again mends.
    var isOfDrawing: Bool { isOfMaking || self == .reversed }

    /// The feedback that reports the status.
    public var feedbackType: FeedbackType {
        switch self {
        case .ok: .strokeMatch
        case .order: .orderWrong
        case .reversed: .directionReversed
        case .extra: .strokeExtra
        case .merged: .strokeMerged
        case .split: .strokeSplit
        case .shape: .shapeOff
        case .position: .positionOff
        case .length: .lengthOff
        case .relation: .relationOff
        case .replaced: .strokeReplaced
        }
    }
}
