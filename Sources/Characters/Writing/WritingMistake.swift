/// What a synthetic writer does wrong. Strokes are named by their place among the character's `standardStrokes`.
public enum WritingMistake: Equatable, Sendable {
    /// Writes two strokes in each other's place in the order.
    case swap(Int, Int)
    /// Writes a stroke from its end to its beginning.
    case reverse(Int)
    /// Leaves a stroke out.
    case drop(Int)
    /// Writes a stroke that is no part of the character, before the one that is written as number `before` (as the last one where
    /// there are no more).
    case extra(before: Int)
    /// Goes on to the stroke that is written next without lifting the pen.
    case join(Int)
    /// Lifts the pen when this share (0…1) of a stroke is written, and does not come back.
    case cutShort(Int, share: Double)
}
