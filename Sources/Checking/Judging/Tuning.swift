/// The constants of the model, in one place: standard deviations in the unit square, prices as negative logarithms of
/// probabilities. They hold for every script alike.
enum Tuning {
    // How people's strokes deviate from a reference that is laid onto their writing, moment by moment: a floor, and a share of the
    // reference stroke's length. Measured on Hangul letters, kana and kanji of twenty writers; the three scripts agree within a fifth.
    private static var noiseFloor: SIMD8<Double> { SIMD8(0.036, 0.018, 0.005, 0.004, 0.003, 0.003, 0.003, 0.003) }
    private static var noiseShare: SIMD8<Double> { SIMD8(0, 0.03, 0.014, 0.0085, 0.005, 0.0036, 0.0029, 0.0023) }

    /// Variance of each moment of a stroke whose reference has this length on the learner's ink.
    static func noise(length: Double) -> SIMD8<Double> {
        let share = noiseShare * length
        return noiseFloor * noiseFloor + share * share
    }

    /// From how many standard deviations on a deviation counts linearly instead of squared, squared: of the middle, of the line from
    /// beginning to end, of its bends.
    static let placeReach = 6.0
    static let courseReach = 6.0
    static let bendReach = 3.0
    /// The same for how much a stroke may tell about the placement.
    static let trustReach = 6.0

    /// Price of writing a stroke from its end.
    static let reversal = 3.0
    /// Price of a stroke too many: of the shortest one, and how much more for one that goes through the whole square. Short marks slip
    /// from a pen more easily than long strokes.
    private static let extraFloor = 12.0
    private static let extraShare = 10.0

    /// What it costs to leave a stroke unexplained.
    static func extra(_ stroke: InkLine) -> Double {
        extraFloor + extraShare * min(stroke.bounds.extent, 1)
    }

    /// Price of a dot for a short stroke, and for any other.
    static let dot = 2.0
    static let impossible = 1000.0
    /// By how much another explanation must be cheaper than one that has been spoken of.
    static let reason = 0.5
    /// Price of taking an earlier stroke for another one than was said.
    static let correction = 8.0
    /// Price of a stroke that stops part of the way.
    static let part = 2.0
    /// Price of a stroke that was left out.
    static let missing = 9.0
    /// Price of writing two strokes in one movement, or one in two.
    static let joining = 12.0
    /// Price of an accepted alternative that is not the standard one.
    static let alternative = 0.7
    /// Price of one pair of strokes written in the wrong order.
    static let disorder = 2.0
    /// Deviation of the pen's way between two joined strokes from the straight one: a floor, and a share of the distance.
    static let detourFloor = 0.06
    static let detourShare = 0.3
    /// Distance between the two halves of a stroke that was written in two movements: a floor, and a share of its length.
    static let splitFloor = 0.04
    static let splitShare = 0.1
}
