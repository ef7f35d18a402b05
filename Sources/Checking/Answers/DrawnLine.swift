public import Ink

/// A written line as it is drawn: its places with the pressure at each, in the unit square of the character's box.
///
/// Packed, since every finished stroke of an open character keeps one. Places are on a grid of 1/4096, far finer than what is drawn, and
/// reach seven sides beyond the box; what lies farther out is kept at that distance.
public struct DrawnLine: Equatable, Sendable {
    /// x and y in 1/4096, pressure in 1/2046: exact for every pressure of a device, and for the half that stands for none.
    private struct Packed: Equatable, BitwiseCopyable {
        var x: Int16
        var y: Int16
        var pressure: Int16
    }

    private static let stepsPerUnit = 4096.0
    private static let pressureSteps = 2046.0

    private var packed: [Packed] = []

    /// A line without places.
    public init() {}

    /// Reserves memory for so many places.
    mutating func reserveCapacity(_ count: Int) { packed.reserveCapacity(count) }

    /// Goes on to a place, with a pressure of 0…1.
    mutating func append(_ point: Point, pressure: Double) {
        packed.append(
            Packed(
                x: Self.coordinate(point.x), y: Self.coordinate(point.y),
                pressure: Int16((pressure * Self.pressureSteps).rounded())))
    }

    /// Number of places.
    public var count: Int { packed.count }

    /// A place in the unit square, and the pressure there, 0…1.
    public subscript(_ index: Int) -> (position: Point, pressure: Double) {
        let place = packed[index]
        return (
            Point(Double(place.x) / Self.stepsPerUnit, Double(place.y) / Self.stepsPerUnit),
            Double(place.pressure) / Self.pressureSteps
        )
    }

    private static func coordinate(_ value: Double) -> Int16 {
        // min and max, in this order, send what is not a number to the lower end.
        Int16(max(-7, min(value, 7)) * stepsPerUnit)
    }
}
