/// Puts readings of the pen on the session's grid, once, at the rim of the system.
///
/// Coordinates go to multiples of 2^(⌈log2(longer side of the frame)⌉ − 16), times to 0.1 ms, pressures to 1/1023 (clamped to
/// 0…1). Afterwards JSON, binary frames and files that mean the same value hold the same bits.
public struct Quantiser: Equatable, Sendable {
    /// Distance between two neighbouring coordinates: a power of two, so that the grid is exact.
    public let step: Double
    private let stepsPerUnit: Double

    /// The grid of a frame. All boxes of a session share the grid of the first one.
    public init(frame: Frame) {
        // For a side of significand 1.0 (an exact power of two) ⌈log2⌉ is the exponent itself.
        let exponent = Int(frame.side.exponent) + (frame.side.significand > 1 ? 1 : 0) - 16
        step = Double(sign: .plus, exponent: exponent, significand: 1)
        stepsPerUnit = Double(sign: .plus, exponent: -exponent, significand: 1)
    }

    /// The grid whose step is 2^exponent; nil where no frame has it.
    public init?(exponent: Int) {
        guard (-36...15).contains(exponent) else { return nil }
        step = Double(sign: .plus, exponent: exponent, significand: 1)
        stepsPerUnit = Double(sign: .plus, exponent: -exponent, significand: 1)
    }

    /// The sample nearest to a reading.
    ///
    /// - Parameters:
    ///   - x: finite, in the client's unit.
    ///   - y: finite, in the client's unit.
    ///   - time: milliseconds, nil or negative where there is none.
    ///   - pressure: any finite number, nil where there is none.
    @inlinable
    public func sample(x: Double, y: Double, time: Double?, pressure: Double?) -> Sample {
        Sample(position: Point(coordinate(x), coordinate(y)), time: Self.time(time), pressure: Self.pressure(pressure))
    }

    /// The coordinate on the grid nearest to `value`; halves go away from zero. Never −0, which a binary integer could not hold.
    public func coordinate(_ value: Double) -> Double {
        (value * stepsPerUnit).rounded(.toNearestOrAwayFromZero) * step + 0
    }

    /// The time nearest to `value`; absent and negative times become `Sample.absentTime`.
    public static func time(_ value: Double?) -> Double {
        guard let value, value >= 0 else { return Sample.absentTime }
        return (value * 10).rounded(.toNearestOrAwayFromZero) / 10 + 0
    }

    /// The pressure nearest to `value`, clamped to 0…1; an absent one becomes `Sample.absentPressure`.
    public static func pressure(_ value: Double?) -> Double {
        guard let value else { return Sample.absentPressure }
        return (min(max(value, 0), 1) * 1023).rounded(.toNearestOrAwayFromZero) / 1023
    }
}
