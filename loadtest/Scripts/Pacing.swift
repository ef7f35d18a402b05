/// When a pen's samples are sent.
struct Pacing: Equatable, Sendable {
    /// Which of a recording's times count.
    enum Timing: String, Equatable, Sendable, CaseIterable {
        /// The times at which it was written: strokes, and the pauses between them.
        case recorded
        /// The pen is always down: in every step of ``movesPerSecond`` exactly one `stroke:move`. A stroke's start comes with its first
        /// move, its end with its last one.
        case dense
    }

    var timing = Timing.recorded
    /// How often a client sends what its pen has written since: once for each picture on a screen.
    var movesPerSecond = 60.0
    /// The most samples in a move of dense ink, later ones making room; nil sends all that were recorded.
    var pointsPerMove: Int?
    /// Times of a recording without any (or with unusable ones) are made up at this rate.
    var nominalSamplesPerSecond = 60.0

    var stepMicroseconds: Double { 1_000_000 / movesPerSecond }
}
