/// A place or a displacement in the plane. x grows to the right, y grows downwards.
public struct Point: Equatable, Hashable, Sendable, BitwiseCopyable {
    /// Distance to the right of the origin, in the unit of whoever holds the point.
    public var x: Double
    /// Distance below the origin, in the same unit.
    public var y: Double

    /// A point from its two coordinates.
    @inlinable
    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// The origin.
    public static let zero = Point(0, 0)

    /// Euclidean length of the displacement.
    @inlinable public var length: Double { squaredLength.squareRoot() }

    /// Square of the length: cheaper where only an order matters.
    @inlinable public var squaredLength: Double { x * x + y * y }

    /// Euclidean distance to another point.
    @inlinable
    public func distance(to other: Point) -> Double { (self - other).length }

    /// Scalar product.
    @inlinable
    public func dot(_ other: Point) -> Double { x * other.x + y * other.y }

    /// z component of the vector product. Positive where `other` lies clockwise of `self` on screen (y grows downwards).
    @inlinable
    public func cross(_ other: Point) -> Double { x * other.y - y * other.x }

    /// The same direction with length 1, or zero for the zero displacement.
    @inlinable public var unit: Point {
        let length = self.length
        return length > 0 ? Point(x / length, y / length) : .zero
    }

    /// The point a share `fraction` (0…1) of the way from `self` to `other`.
    @inlinable
    public func interpolated(to other: Point, at fraction: Double) -> Point {
        Point(x + (other.x - x) * fraction, y + (other.y - y) * fraction)
    }

    /// Sum of two displacements.
    @inlinable
    public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }

    /// Displacement from `b` to `a`.
    @inlinable
    public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }

    /// The opposite displacement.
    @inlinable
    public static prefix func - (a: Point) -> Point { Point(-a.x, -a.y) }

    /// A displacement stretched by a factor.
    @inlinable
    public static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }
}
