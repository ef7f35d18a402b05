/// The constants of the model, in one place: standard deviations in the unit square, prices as negative logarithms of
/// probabilities. They were set by hand from what people's writing looks like, and hold for every script alike.
enum Tuning {
    /// Variance of a stroke's place among the others.
    static let placeVariance = 0.06 * 0.06
    /// Deviation of a stroke's line: a floor, and a share of its length.
    static let shapeFloor = 0.035
    static let shapeShare = 0.10
    /// As how many independent observations the sixteen places of a line count.
    static let shapeObservations = 3.0
    /// The same for each half of a line that was joined.
    static let joinedObservations = 2.0
    /// Distance between the two halves of a stroke that was written in two movements, as a share of its length.
    static let splitGap = 0.15
    /// Deviation of a stroke's length: a floor, and a share of what is written and what is expected together.
    static let lengthFloor = 0.04
    static let lengthShare = 0.2
    /// Price of writing a stroke from its end.
    static let reversal = 2.0
    /// Price of a stroke too many.
    static let extra = 8.0
    /// Price of a stroke that was left out.
    static let missing = 8.0
    /// Price of writing two strokes in one movement, or one in two.
    static let joining = 5.0
    /// Price of an accepted alternative that is not the standard one.
    static let alternative = 0.5
    /// Price of one pair of strokes written in the wrong order.
    static let disorder = 0.5
}
