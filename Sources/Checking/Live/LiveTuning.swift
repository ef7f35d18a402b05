/// The constants of the mid-stroke verdict; units as in `Tuning`.
enum LiveTuning {
    /// Variance of a stroke's beginning.
    static let startVariance = 0.07 * 0.07
    /// What a beginning in the wrong place costs at most: the path has the last word.
    static let startPriceCap = 12.0
    /// Price of a stroke written from its end.
    static let reversal = 2.0
    /// Price of a stroke that is not due.
    static let outOfOrder = 3.0
    /// Deviation of the path: a floor, and a share of what is written.
    static let pathFloor = 0.02
    static let pathShare = 0.2
    /// The writer's size, compared with what is believed.
    static let sizes = SIMD4(0.6, 0.85, 1.15, 1.6)
    /// One over each size: how many places a length of ink passes then.
    static let slownesses = 1 / sizes
    /// The mean of the two sizes next to what is believed.
    static let believedSlowness = (slownesses[1] + slownesses[2]) / 2
    /// No verdict before the pen has gone this far.
    static let shortest = 0.05
    /// A verdict stands when it held over this length of the path.
    static let persistence = 0.02
    /// A stroke that is due counts as written when this share of it is there at no higher price.
    static let fulfilled = 6.0
    static let fulfilledShare = 0.6
    /// By how much a fault must be likelier than every stroke that is due.
    static let margin = 6.0
    /// By how much a fault must be likelier than the other kind of fault.
    static let faultMargin = 2.0
    /// Beyond this price a reading explains nothing.
    static let implausible = 5.0
}
