import Ink

/// From where on a character as a whole is hinted at: turned, too wide or too narrow, too small or too large, out of the middle.
struct WholeTolerances {
    /// What could be better about a character as a whole.
    enum Fault: Equatable {
        case slant(toRight: Bool)
        case proportion(isWide: Bool)
        case size(isLarge: Bool)
        /// Which way it must go: −1, 0 or 1 along each axis.
        case centre(right: Int, down: Int)
    }

    private let degrees: Double
    /// Largest ratio, and one over the smallest.
    private let ratio: Double
    private let smallest: Double
    private let largest: Double
    private let offset: Double

    /// The tolerances of a level.
    ///
    /// Measured on 477 characters as ten writers of Hangul letters, ten of katakana and one of kanji wrote them: of the standard level's limits
    /// each is passed by at most two in a hundred of each script, but for the ratio's: by three. 97 in 100 turn less than 13, 12 and 14 degrees, keep the ratio within 1.59, 1.72
    /// and 1.38, write between 0.57 and 1.33 times as large, and have the middle within 0.20, 0.19 and 0.11.
    init(_ level: Level) {
        let factor = level.tolerance
        degrees = 20 * factor
        ratio = 1 + 0.73 * factor
        smallest = 1 - min(0.58 * factor, 0.75)
        largest = 1 + 0.65 * factor
        offset = 0.27 * factor
    }

    /// What is to be said, in a fixed order.
    func faults(of whole: WholeCharacter) -> [Fault] {
        var faults: [Fault] = []
        let slant = abs(whole.degrees) / degrees, proportion = Self.stretch(whole.ratio) / Self.stretch(ratio)
        // A leaning line that is squashed leans more: where both are far off, together they are too far.
        let limit = slant * slant + proportion * proportion > Self.together ? Self.share : 1
        if slant > limit { faults.append(.slant(toRight: whole.degrees > 0)) }
        if proportion > limit { faults.append(.proportion(isWide: whole.ratio > 1)) }
        if let size = whole.size, size < smallest || size > largest { faults.append(.size(isLarge: size > 1)) }
        if let offset = whole.offset, offset.squaredLength > self.offset * self.offset {
            faults.append(.centre(right: Self.way(offset.x, offset.y), down: Self.way(offset.y, offset.x)))
        }
        return faults
    }

    /// From which sum of the squares of slant and proportion on, as shares of their limits, they are too far together, and the share of its limit from
    /// which on each of them is then told.
    private static let together = 1.5
    private static let share = 0.75

    /// How far a ratio is from 1: half of it is as far as twice of it.
    private static func stretch(_ ratio: Double) -> Double { abs(ratio - 1) / max(ratio, 0.01).squareRoot() }

    /// Back along one axis, where that is a good part of the whole way.
    private static func way(_ offset: Double, _ other: Double) -> Int {
        guard 2 * abs(offset) > abs(other) else { return 0 }
        return offset > 0 ? -1 : 1
    }
}
