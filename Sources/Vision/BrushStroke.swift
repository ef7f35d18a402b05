public import Ink

/// A stroke with its width, as a brush leaves it: in the unit square of a frame (`Frame.unitPoint`), y downwards.
public struct BrushStroke: Equatable, Sendable {
    /// A place on the stroke's middle line and how wide the stroke is there, both in units of the frame's longer side.
    public struct Place: Equatable, Sendable {
        /// Where the middle of the brush was.
        public var position: Point
        /// Diameter of the brush.
        public var width: Double

        /// A place on a stroke.
        public init(position: Point, width: Double) {
            self.position = position
            self.width = width
        }

        /// The place a share of 0…1 of the way to another one.
        func interpolated(to other: Place, at share: Double) -> Place {
            Place(
                position: position.interpolated(to: other.position, at: share),
                width: width + (other.width - width) * share)
        }
    }

    /// From the stroke's beginning to its end; joined by straight lines.
    public var places: [Place]

    /// Diameter of the brush at a pressure of 0…1: 2 % of the frame's longer side without pressure, 7 % with all of it.
    public static func width(pressure: Double) -> Double { 0.02 + 0.05 * pressure }

    /// A stroke through places.
    public init(_ places: [Place]) { self.places = places }

    /// A line of even width: by default that of ink without pressure.
    public init(middleLine: [Point], width: Double = Self.width(pressure: Sample.absentPressure)) {
        places = middleLine.map { Place(position: $0, width: width) }
    }
}
