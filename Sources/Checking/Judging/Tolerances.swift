import Ink

/// From where on a stroke that was recognised counts as badly made. All lengths in the unit square.
struct Tolerances: Sendable {
    /// Distance of a stroke's middle from where it belongs among the others.
    let position: Double
    /// Root of the mean squared distance of its line from the reference's, as a share of its length, and a floor.
    let shape: Double
    let shapeFloor: Double
    /// Shortest and longest length, as shares of the reference's.
    let shortest: Double
    let longest: Double
    /// Below this length ink is a slip of the pen.
    let slip: Double

    /// The tolerances of a level.
    init(_ level: Level) {
        let factor =
            switch level {
            case .beginner: 1.35
            case .standard: 1.0
            case .strict: 0.6
            }
        position = 0.22 * factor
        shape = 0.17 * factor
        shapeFloor = 0.06 * factor
        shortest = 1 - min(0.55 * factor, 0.75)
        longest = 1 + 1.2 * factor
        slip = 0.05
    }

    /// The status of a stroke that was recognised as `reference` and written forward.
    func status(of written: Outline, as reference: Outline, placement: Placement) -> StrokeVerdict.Status {
        let laid = reference.mapped(by: placement)
        let ratio = (written.length + 0.05) / (laid.length + 0.05)
        let offset = written.centre - laid.centre
        if ratio < shortest || ratio > longest { return .length }
        if offset.length > position { return .position }
        var sum = 0.0
        for k in 0..<Outline.count { sum += (written.places[k] - laid.places[k] - offset).squaredLength }
        let deviation = (sum / Double(Outline.count)).squareRoot()
        if deviation > shapeFloor + shape * laid.length { return .shape }
        return .ok
    }
}
