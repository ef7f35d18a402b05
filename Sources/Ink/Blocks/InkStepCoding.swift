/// What the writer and the reader of ink blocks agree on: the bits of a step's first byte, and what the next step is told from.
///
/// A step is `flags [number] [x y] [time] [pressure]`. Whole numbers of the session's grid, of 0.1 ms and of 1/1023 are written as
/// the difference from the step before; a sample that lies beyond what whole numbers hold is written as its three doubles.
enum InkStepFlags {
    static let kind: UInt8 = 0b0000_0111
    static let closesEvent: UInt8 = 0b0000_1000
    /// The event's number follows; otherwise it is that of the step before, or the next one where that closed its event.
    static let number: UInt8 = 0b0001_0000
    /// The pressure follows; otherwise it is that of the step before.
    static let pressure: UInt8 = 0b0010_0000
    /// The time follows; otherwise there is none.
    static let time: UInt8 = 0b0100_0000
    /// The sample follows as three doubles, little-endian: x, y, time, and the pressure as a fourth.
    static let raw: UInt8 = 0b1000_0000
}

/// Where the step before has left off. Each block begins anew, so that it can be read on its own.
struct InkStepState {
    /// Whole numbers up to here are exact doubles.
    static let largest = Double(1 << 52)
    /// Stands for the pressure of a client that has none: 0.5 is no multiple of 1/1023.
    static let absentPressure: Int64 = 1024

    /// Number that the next step has unless it says otherwise.
    var number: UInt64
    var x: Int64 = 0
    var y: Int64 = 0
    var time: Int64 = 0
    var pressure = absentPressure

    init(after previous: UInt64) { number = previous + 1 }
}
