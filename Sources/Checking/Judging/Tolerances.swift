import Ink

/// From where on a stroke that was recognised counts as badly made. All lengths in the unit square.
struct Tolerances: Sendable {
    /// Distance of a stroke's middle from where it belongs among the others.
    private let position: Double
    /// Root of the mean squared distance of its line from the reference's: a share of its extent, and a floor.
    private let shapeShare: Double
    private let shapeFloor: Double
    /// Shortest and longest length, as shares of the reference's.
    private let shortest: Double
    private let longest: Double

    /// From where on a stroke counts as written only in part.
    private let incomplete: Double
    /// From where on a stroke that counts as whole is hinted at as written only in part: correct strokes are short, too.
    private let incompleteHint: Double
    /// The same while strokes are still to come, which would tell more of how large the hand writes.
    private let incompleteEarlyHint: Double
    /// Largest squared deviations of a stroke's middle, course and bends, in standard deviations.
    private let placeLimit: Double
    private let courseLimit: Double
    private let bendLimit: Double
    /// How far round a ring may be begun elsewhere.
    private let turnLimit: Double

    /// Below this length ink is a slip of the pen and no stroke of its own.
    static let slip = 0.05
    /// Longest serif, and how far from the beginning of its stroke it may be set.
    static let serif = 0.1
    static let serifGap = 0.045
    /// Added to lengths before they are compared: a short stroke's length is mostly chance.
    private static let lengthFloor = 0.05

    /// The tolerances of a level.
    init(_ level: Level) {
        let factor = level.tolerance
        incomplete = 7.6 * factor
        incompleteHint = 4.8 * factor
        incompleteEarlyHint = 6 * factor
        placeLimit = 20 * factor * factor
        courseLimit = 30 * factor * factor
        bendLimit = 200 * factor * factor
        turnLimit = 0.25 * factor
        position = 0.22 * factor
        shapeShare = 0.3 * factor
        shapeFloor = 0.06 * factor
        shortest = 1 - min(0.48 * factor, 0.75)
        longest = 1 + 1.4 * factor
    }

    /// The status of a stroke that was recognised and written forward.
    func status(of faults: StrokeFaults) -> StrokeVerdict.Status {
        if faults.incompleteness > incomplete { return .length }
        if faults.deviations.x > placeLimit { return .position }
        if faults.deviations.y > courseLimit { return .length }
        return faults.deviations.z > bendLimit || faults.turn > turnLimit ? .shape : .ok
    }

    /// Whether a stroke that counts as whole looks rather like a part of one, seen with all the others.
    func hintsAtPart(_ incompleteness: Double) -> Bool { incompleteness > incompleteHint }

    /// The same, seen with those before it.
    func hintsAtPartEarly(_ incompleteness: Double) -> Bool { incompleteness > incompleteEarlyHint }

    /// How well a stroke that was recognised is made: 1 exactly, one half at the tolerance.
    func fit(of written: Outline, reversed: Bool, laid: Outline) -> (shape: Double, proportion: Double) {
        let shape = Self.deviation(written, reversed: reversed, laid) / (shapeFloor + shapeShare * laid.bounds.extent)
        let place = written.centre.distance(to: laid.centre) / position
        let ratio = Self.ratio(written, laid)
        let length = ratio < 1 ? (1 - ratio) / (1 - shortest) : (ratio - 1) / (longest - 1)
        return (1 / (1 + shape * shape), 1 / (1 + place * place + length * length))
    }

    private static func ratio(_ written: Outline, _ laid: Outline) -> Double {
        (written.length + lengthFloor) / (laid.length + lengthFloor)
    }

    /// Root of the mean squared distance of two lines whose centres are laid onto each other.
    private static func deviation(_ written: Outline, reversed: Bool, _ laid: Outline) -> Double {
        let offset = written.centre - laid.centre
        let ink = written.places.span, model = laid.places.span
        var sum = 0.0
        for k in 0..<Outline.count {
            let place = reversed ? Outline.count - 1 - k : k
            sum += (ink[place] - model[k] - offset).squaredLength
        }
        return (sum / Double(Outline.count)).squareRoot()
    }
}
