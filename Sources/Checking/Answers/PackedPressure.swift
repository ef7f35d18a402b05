import Ink

/// A pressure in two bytes, in steps of 1/2046: exact for every pressure of a device, and for the half that stands for none.
struct PackedPressure: Equatable, BitwiseCopyable, Sendable {
    private let steps: Int16

    private static let stepsInAll = 2046.0

    /// Packs a pressure of 0…1.
    init(_ value: Double) { steps = Int16((value * Self.stepsInAll).rounded()) }

    /// What stands for no pressure.
    static let absent = PackedPressure(Sample.absentPressure)

    /// The pressure, 0…1.
    var value: Double { Double(steps) / Self.stepsInAll }
}
