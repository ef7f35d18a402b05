/// The box in which one character is written, in the client's own coordinates. Its sides are finite and positive.
public struct Frame: Equatable, Hashable, Sendable {
    /// Left edge.
    public let x: Double
    /// Upper edge.
    public let y: Double
    /// Extent to the right, above 0.
    public let width: Double
    /// Extent downwards, above 0.
    public let height: Double

    /// Longest side and farthest edge that a frame may have: beyond, a quantised coordinate loses its meaning.
    public static let largestCoordinate = 1e9

    /// A frame, or nil where a number is not finite, a side is not above 0, or an edge lies beyond `largestCoordinate`.
    public init?(x: Double, y: Double, width: Double, height: Double) {
        guard x.isFinite, y.isFinite, width.isFinite, height.isFinite, width > 0, height > 0,
            max(abs(x), abs(y), max(width, height)) <= Self.largestCoordinate, max(width, height) >= 1e-6
        else { return nil }
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// What ink is fitted in when a session never named a frame.
    public static let unnamed = Frame(x: 0, y: 0, width: 1024, height: 1024)!

    /// The longer side: the unit in which tolerances and distances are stated.
    public var side: Double { max(width, height) }

    /// The box of the same size directly to the right.
    public var next: Frame { Frame(x: x + width, y: y, width: width, height: height) ?? self }

    /// Whether a point lies in the box, its left and upper edges included.
    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < x + width && point.y >= y && point.y < y + height
    }

    /// Where a point of the client lies in the unit square that is laid centred over the frame, scaled by the longer side.
    @inlinable
    public func unitPoint(_ point: Point) -> Point {
        Point((point.x - x - (width - side) / 2) / side, (point.y - y - (height - side) / 2) / side)
    }

    /// The inverse of `unitPoint`.
    @inlinable
    public func clientPoint(_ unit: Point) -> Point {
        Point(unit.x * side + x + (width - side) / 2, unit.y * side + y + (height - side) / 2)
    }
}
