import Ink

/// How far one end of a stroke goes beyond another stroke, along itself: 0 where it ends on it, negative where it stops short of it and would meet it
/// if it went straight on.
struct Overshoot {
    /// The distance, in the unit of the strokes.
    let value: Double

    /// By how much the other stroke is thought to go on at its own ends, for a corner that is not quite closed.
    private static let corner = 0.06
    /// The farthest from the other stroke that an end is still beside it.
    private static let reach = 0.33
    /// A crossing farther along the stroke than this share of it belongs to the stroke's other end.
    private static let ownShare = 0.67
    /// Over how many of an outline's fifteen steps the way of an end is taken.
    private static let tangent = 3

    /// - Parameters:
    ///   - scale: how large the character is beside its reference.
    /// - Returns: nil where the two have nothing to do with each other at that end.
    init?(of stroke: Outline, atEnd: Bool, beyond other: Outline, scale: Double) {
        let last = Outline.count - 1
        let line = stroke.places.span, beside = other.places.span
        func place(_ k: Int) -> Point { line[atEnd ? last - k : k] }
        let before = beside[0] + (beside[0] - beside[2]).unit * (Self.corner * scale)
        let after = beside[last] + (beside[last] - beside[last - 2]).unit * (Self.corner * scale)
        // Boxes that keep clear of each other hold no crossing.
        let mayMeet = stroke.bounds.isBeside(other.bounds, within: Self.corner * scale)
        /// How many times `way` from `point` the other stroke is met first.
        func meeting(_ point: Point, _ way: Point, within limit: Double) -> Double? {
            var nearest = limit, from = before, isMet = false
            for k in 0...(last + 1) {
                let to = k <= last ? beside[k] : after
                let edge = to - from, offset = from - point
                let area = way.cross(edge)
                if abs(area) > 1e-12 {
                    let along = offset.cross(edge) / area, across = offset.cross(way) / area
                    if across >= 0, across <= 1, along >= 0, along <= nearest {
                        nearest = along
                        isMet = true
                    }
                }
                from = to
            }
            return isMet ? nearest : nil
        }
        let step = stroke.length / Double(last)
        for k in 0..<last where mayMeet {
            guard let share = meeting(place(k), place(k + 1) - place(k), within: 1) else { continue }
            let passed = (Double(k) + share) * step
            guard passed <= Self.ownShare * stroke.length else { return nil }
            value = passed
            return
        }
        let way = (place(0) - place(Self.tangent)).unit
        guard let gap = meeting(place(0), way, within: Self.reach * scale) else { return nil }
        value = -gap
    }
}
