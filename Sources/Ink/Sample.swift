/// One reading of the pen, quantised: what every node, file and codec agrees on to the bit.
public struct Sample: Equatable, Sendable, BitwiseCopyable {
    /// Where the pen was, in the client's coordinates, on the grid of the session's `Quantiser`.
    public var position: Point
    /// Milliseconds on the client's clock, a multiple of 0.1; −1 where the client gave none.
    public var time: Double
    /// 0…1, a multiple of 1/1023; 0.5 where the client gave none.
    public var pressure: Double

    /// A sample from values that are quantised already.
    @inlinable
    public init(position: Point, time: Double = Sample.absentTime, pressure: Double = Sample.absentPressure) {
        self.position = position
        self.time = time
        self.pressure = pressure
    }

    /// Stands for a time that was not given; one such sample makes its stroke untimed.
    public static let absentTime = -1.0
    /// Stands for a pressure that was not given.
    public static let absentPressure = 0.5
}
