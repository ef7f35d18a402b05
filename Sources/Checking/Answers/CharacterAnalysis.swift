public import Ink

/// The fold's judgement of one written character: what `analysis:result` and `pilsun check` tell.
///
/// The raster features of the slow lane are not in it: whoever runs that lane joins them to it.
public struct CharacterAnalysis: Equatable, Sendable {
    /// Place of the character in the session's text, from 0.
    public var character: Int
    /// Whether every stroke is right, and the character the one that was asked for.
    public var isCorrect: Bool
    /// The character that was written, where it is decisively another one.
    public var other: Character? = nil
    /// The written strokes in the order of writing.
    public var strokes: [StrokeVerdict]
    /// Strokes of the reference (in the alternatives that were matched) that were not written, ascending.
    public var missing: [Int]
    /// 0…1, the weighted sum of `parts`, a multiple of 0.0001.
    public var score: Double
    /// The parts of the score, in a fixed order.
    public var parts: [ScorePart]
    /// How the character stands in its box as a whole; nil where no stroke of it was recognised.
    public var whole: WholeCharacter?
    /// The written strokes with their pressure, for the raster lane.
    public var ink: [DrawnLine]
    /// The reference strokes (in the alternatives that were matched) laid onto the learner's own scale and place; in the unit square.
    public var laidReference: [[Point]]
}
