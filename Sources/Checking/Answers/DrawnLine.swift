public import Ink

/// A written line as it is drawn: its places with the pressure at each, in the unit square of the character's box.
///
/// Packed, since a stroke that is not weighed keeps nothing else. Places are on a grid of 1/4096, far finer than what is drawn, and
/// reach seven sides beyond the box; what lies farther out is kept at that distance.
public struct DrawnLine: Equatable, Sendable {
    /// x and y in 1/4096.
    private struct Packed: Equatable, BitwiseCopyable {
        var x: Int16
        var y: Int16
        var pressure: PackedPressure
    }

    private static let stepsPerUnit = 4096.0

    private let packed: [Packed]

    /// A line through points, with the pressure at each, or without any where `pressures` is empty.
    init(_ points: PackedLine, pressures: [PackedPressure]) {
        packed = points.indices.map { index in
            let point = points[index]
            return Packed(
                x: Self.coordinate(point.x), y: Self.coordinate(point.y),
                pressure: pressures.isEmpty ? .absent : pressures[index])
        }
    }

    /// Number of places.
    public var count: Int { packed.count }

    /// A place in the unit square, and the pressure there, 0…1.
    public subscript(_ index: Int) -> (position: Point, pressure: Double) {
        let place = packed[index]
        return (
            Point(Double(place.x) / Self.stepsPerUnit, Double(place.y) / Self.stepsPerUnit),
            place.pressure.value
        )
    }

    private static func coordinate(_ value: Double) -> Int16 {
        // min and max, in this order, send what is not a number to the lower end.
        Int16(max(-7, min(value, 7)) * stepsPerUnit)
    }
}
