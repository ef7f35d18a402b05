/// A reading of the pen as the client wrote it: finite numbers, not yet on the session's grid.
public struct RawPoint: Equatable, Sendable {
    /// Distance to the right, in the client's unit.
    public var x: Double
    /// Distance downwards, in the client's unit.
    public var y: Double
    /// Milliseconds on the client's clock, nil where none was given; any negative time means the same.
    public var time: Double?
    /// Pressure, meant to be 0…1, nil where none was given.
    public var pressure: Double?

    /// A reading from its numbers.
    @inlinable
    public init(x: Double, y: Double, time: Double? = nil, pressure: Double? = nil) {
        self.x = x
        self.y = y
        self.time = time
        self.pressure = pressure
    }
}
