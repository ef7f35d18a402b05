public import Ink

/// How much written ink and its reference have in common as surfaces. Lengths in units of the frame's longer side.
///
/// All numbers are rounded to 1/10,000 and come from integer sums: the same bits on every machine.
public struct RasterFeatures: Equatable, Sendable {
    /// Share of both surfaces that lies within the band of the other one: 1 for the same drawing, 0 for drawings that lie apart.
    public var overlap: Double
    /// Share of the reference that has ink within the band.
    public var coverage: Double
    /// Share of the ink that lies outside the band of the reference.
    public var spill: Double
    /// Mean distance from the ink to the reference, |Δx| + |Δy|.
    public var inkDistance: Double
    /// Mean distance from the reference to the ink, |Δx| + |Δy|.
    public var referenceDistance: Double
    /// From the reference's centre of gravity to the ink's.
    public var centroidOffset: Point
    /// How the ink is spread.
    public var inkSpread: Spread
    /// How the reference is spread.
    public var referenceSpread: Spread

    /// Second central moments of a surface, divided by its area.
    public struct Spread: Equatable, Sendable {
        /// Variance of x.
        public var xx: Double
        /// Covariance of x and y.
        public var xy: Double
        /// Variance of y.
        public var yy: Double
    }

    /// 1 for the same drawing, falling evenly with the mean of both distances and of the centroids' distance, to 0 at a quarter of the
    /// frame's side.
    ///
    /// None of the three suffices: a dot on the reference is all near to it, a scribble has all of the reference near, and a stroke that
    /// moves along itself or over an angle of its reference hardly changes either, so that the roughness of the raster would
    /// outweigh the change. So it falls as a stroke moves away from its place, as long as the stroke is whole on the raster.
    public var similarity: Double {
        max(0, 1 - (inkDistance + referenceDistance + centroidOffset.length) * 4 / 3)
    }
}
