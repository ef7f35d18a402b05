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

    /// From where on a stroke counts as written only in part: of `Misfit.part`.
    private let part: Double
    /// From where on a stroke that counts as whole is hinted at as written only in part: correct strokes are short, too.
    private let partHint: Double
    /// Largest squared deviations of a stroke's middle, course and bends, in standard deviations.
    private let placeLimit: Double
    private let courseLimit: Double
    private let bendLimit: Double
    /// From where on a mark's course is hinted at.
    private let courseHint: Double
    /// From where on a stroke is hinted at as out of its place, or as too long: of `Misfit`.
    private let misplacedHint: Double
    private let overlongHint: Double
    /// The least share of a bend that must be there.
    private let leastBend: Double
    /// How far round a ring may be begun elsewhere.
    private let turnLimit: Double

    /// Below this length ink is a slip of the pen and no stroke of its own.
    static let slip = 0.05
    /// Longest serif, and how far from the beginning of its stroke it may be set.
    static let serif = 0.1
    static let serifGap = 0.045
    /// By how much larger squared deviations may be while strokes are still to come.
    private static let patience = 2.0
    /// The same of what speaks for a part of a stroke.
    private static let partPatience = 1.3
    /// Added to lengths before they are compared: a short stroke's length is mostly chance.
    private static let lengthFloor = 0.05

    /// The tolerances of a level, for a character of so many strokes: the more there are, the more of them chance puts far off.
    init(_ level: Level, strokes: Int) {
        let factor = level.tolerance, square = factor * factor
        let chances = Self.chances(strokes)
        part = (5.1 + 1.26 * chances) * factor
        partHint = (2.1 + 1.26 * chances) * factor
        placeLimit = (8 + 3 * chances) * square
        misplacedHint = (2 + 0.51 * chances) * factor
        courseLimit = (18 + 3 * chances) * square
        courseHint = (8 + 2 * chances) * square
        overlongHint = 10.2 * factor
        leastBend = 1 - min(0.65 * factor, 0.85)
        bendLimit = 200 * square
        turnLimit = 0.25 * factor
        position = 0.113 * factor
        shapeShare = 0.121 * factor
        shapeFloor = 0.0245 * factor
        shortest = 1 - min(0.33 * factor, 0.75)
        longest = 1 + 0.65 * factor
    }

    /// 1 + ½ + ⅓ …: how the farthest of so many deviations grows where they are distributed exponentially, as squared ones in a plane are.
    private static func chances(_ strokes: Int) -> Double {
        var sum = 0.0
        for place in 1...max(1, min(strokes, 64)) { sum += 1 / Double(place) }
        return sum
    }

    /// The status of a stroke that was recognised and written forward; `isEarly` while strokes are still to come, which would tell more of where and how
    /// large the hand writes.
    func status(of faults: StrokeFaults, isEarly: Bool) -> StrokeVerdict.Status {
        let patience = isEarly ? Self.patience : 1
        if faults.misfit.part > part * (isEarly ? Self.partPatience : 1) { return .length }
        if faults.deviations.x > placeLimit * patience { return .position }
        if faults.deviations.y > courseLimit * patience { return .length }
        return faults.bend < leastBend || faults.deviations.z > bendLimit || faults.turn > turnLimit ? .shape : .ok
    }

    /// Whether a stroke that counts as whole looks rather like a part of one, seen with all the others.
    func hintsAtPart(_ misfit: Misfit) -> Bool { misfit.part > partHint }

    /// What could be better about where a stroke is and how long it is, though it passes; nil where nothing could.
    func hint(at faults: StrokeFaults) -> StrokeHint? {
        if faults.misfit.misplaced > misplacedHint { return .position }
        if faults.misfit.overlong > overlongHint || faults.misfit.isMark && faults.deviations.y > courseHint {
            return .length
        }
        return nil
    }

    /// The same, seen with those before it.
    func hintsAtPartEarly(_ misfit: Misfit) -> Bool { misfit.part > part }

    /// How well a stroke that was recognised is made: 1 exactly, one half at the tolerance.
    func fit(of written: Outline, reversed: Bool, laid: Outline) -> (shape: Double, proportion: Double) {
        let shape = Self.deviation(written, reversed: reversed, laid) / (shapeFloor + shapeShare * laid.bounds.extent)
        let place = written.centre.distance(to: laid.centre) / position
        let ratio = Self.ratio(written, laid)
        let length = ratio < 1 ? (1 - ratio) / (1 - shortest) : (ratio - 1) / (longest - 1)
        return (Self.mark(shape * shape), Self.mark(place * place + length * length))
    }

    /// What a squared deviation, in tolerances, leaves of full marks: nearly all of them within the tolerance's half, where hands are anyway, one half at
    /// the tolerance, and hardly any at twice of it.
    private static func mark(_ squared: Double) -> Double { 1 / (1 + squared * squared) }

    /// How well a character stands as a whole: 1 exactly, and one half where it is turned by 22 degrees, 1.64 times as wide for its height or as large as it
    /// should be, or 0.28 out of the middle.
    func standing(of whole: WholeCharacter) -> Double {
        let turn = whole.degrees / 22
        let ratio = (whole.ratio - 1) / whole.ratio.squareRoot() * 2
        let size = whole.size.map { ($0 - 1) / max($0, 0.01).squareRoot() * 2 } ?? 0
        let offset = (whole.offset?.squaredLength ?? 0) / (0.28 * 0.28)
        return Self.mark(turn * turn + ratio * ratio + size * size + offset)
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
