/// How a synthetic writer writes. Lengths are shares of the frame's side; spreads are standard deviations, and no draw lies farther
/// than 2.5 of them from the mean.
public struct WritingStyle: Equatable, Sendable {
    /// Mean size of the writing against the reference.
    public var scale = 0.95
    /// Spread of the size, common to width and height.
    public var scaleSpread = 0.05
    /// Spread of width against height.
    public var aspectSpread = 0.025
    /// Spread of the slant: how far the top of the box leans sideways, and one side of it upwards.
    public var slantSpread = 0.03
    /// Spread of the whole character's place.
    public var shiftSpread = 0.02
    /// Spread of each stroke's place.
    public var strokeShiftSpread = 0.007
    /// Spread of the slow bending of each stroke.
    public var bendSpread = 0.008
    /// Spread of each sample's place: the hand's tremor and the digitiser's noise.
    public var tremorSpread = 0.0005
    /// Mean speed on a straight stroke, sides a second.
    public var speed = 1.4
    /// What each stroke takes besides its length: setting down and lifting, milliseconds.
    public var strokeMilliseconds = 70.0
    /// What the pen spends in the air besides its way there, milliseconds.
    public var pauseMilliseconds = 110.0
    /// Spread of all times, as a share of them.
    public var tempoSpread = 0.1
    /// Readings a second.
    public var samplesPerSecond = 120.0
    /// Pressure in the middle of a stroke, 0…1; nil for a device that gives none.
    public var pressure: Double? = 0.6

    /// A calm, practised hand on a tablet of 120 readings a second.
    public init() {}
}
