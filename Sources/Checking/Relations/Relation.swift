/// What two strokes of a character are to each other, where that is part of the character: 夫 is 天 whose stroke sticks out.
struct Relation: Equatable, Sendable {
    /// What must hold.
    enum Kind: Equatable, Sendable {
        /// The stroke goes on beyond the other by one of its ends: where both of its ends do, it crosses the other.
        case sticksOut(Side)
        /// It ends at the other and does not go on beyond it.
        case stops(Side)
        /// It touches the other with its end.
        case touches
        /// Its end keeps clear of the other.
        case apart
        /// It is longer than the other, which runs the same way.
        case longer
    }

    /// Where an end points to, on the paper.
    enum Side: Equatable, Sendable { case above, below, left, right }

    /// The item that is looked at.
    let item: Int
    /// The one that it is seen beside.
    let other: Int
    let kind: Kind
    /// Whether it is about the stroke's end; else about its beginning.
    let isAtEnd: Bool
    /// How far the end goes beyond the other in the reference: `Overshoot`; 0 where it is about length.
    let overshoot: Double
}
