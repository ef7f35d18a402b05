/// What a feedback is about. The words are stable: clients switch on them.
public enum FeedbackType: String, CaseIterable, Sendable {
    /// The stroke is the one that was due and is written as it should be.
    case strokeMatch = "stroke.match"
    /// Another stroke was due before this one.
    case orderWrong = "order.wrong"
    /// The stroke is written from its end to its beginning.
    case directionReversed = "direction.reversed"
    /// The stroke belongs to no stroke of the character.
    case strokeExtra = "stroke.extra"
    /// Strokes of the character were not written.
    case strokeMissing = "stroke.missing"
    /// Two strokes were written in one movement.
    case strokeMerged = "stroke.merged"
    /// One stroke was written in two movements.
    case strokeSplit = "stroke.split"
    /// The stroke was wrong and another one was written over it: it no longer counts.
    case strokeReplaced = "stroke.replaced"
    /// The line of the stroke differs from the reference.
    case shapeOff = "shape.off"
    /// The stroke is not where it belongs among the others.
    case positionOff = "position.off"
    /// The stroke is too long or too short.
    case lengthOff = "length.off"
    /// Two strokes that should cross, touch, keep apart, stick out or be longer than one another do not.
    case relationOff = "relation.off"
    /// The character leans.
    case slantOff = "slant.off"
    /// The character is too wide or too narrow for its height.
    case proportionOff = "proportion.off"
    /// The character is too small or too large for its box.
    case sizeOff = "size.off"
    /// The character is not in the middle of its box.
    case centreOff = "centre.off"
    /// The pressure does not follow the stroke's beginning, body and end.
    case pressureOff = "pressure.off"
    /// The stroke hesitates.
    case rhythmOff = "rhythm.off"
    /// The ink is another character.
    case characterOther = "character.other"
    /// All strokes of the character are written.
    case characterComplete = "character.complete"
}
