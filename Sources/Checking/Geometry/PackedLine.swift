import Ink

/// A line in eight bytes a point, for every finished stroke of an open character.
///
/// Coordinates are kept in steps of a power of two that is at most a thousand-millionth of the farthest one: finer than single precision, which is
/// as large, is anywhere but near zero, and exact for those on the grid of a `DrawnLine`, as many are.
struct PackedLine: RandomAccessCollection, Sendable {
    private let step: Double
    private let coordinates: [SIMD2<Int32>]

    /// Packs a line of at least one point.
    init(_ points: [Point]) {
        var reach = 0.0
        for point in points { reach = Swift.max(reach, abs(point.x), abs(point.y)) }
        step = Double(sign: .plus, exponent: Swift.max(reach.exponent, Self.leastExponent) - Self.bits, significand: 1)
        let inverse = 1 / step
        coordinates = points.map { SIMD2(Self.rounded($0.x * inverse), Self.rounded($0.y * inverse)) }
    }

    private static func rounded(_ coordinate: Double) -> Int32 {
        // min and max, in this order, send what is not a number to the lower end.
        Int32(Swift.max(-farthest, Swift.min(coordinate, farthest)).rounded())
    }

    /// Coordinates are below 2³⁰ steps, so that a rounded one still fits.
    private static let bits = 29
    private static let farthest = Double(1 << 30)
    /// Of a line that is nowhere but in the box's corner.
    private static let leastExponent = -100

    var startIndex: Int { 0 }
    var endIndex: Int { coordinates.count }

    subscript(_ index: Int) -> Point {
        let coordinate = coordinates[index]
        return Point(Double(coordinate.x) * step, Double(coordinate.y) * step)
    }
}
