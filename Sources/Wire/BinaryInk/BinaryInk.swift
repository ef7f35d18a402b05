/// The shape of `pilsun.ink.v1`, ink events as binary messages; `protocol/ink-v1.md` specifies it byte by byte.
///
/// A message is one event: a byte of kind and flags, then a stream of half bytes. Numbers are written in groups of three bits, so
/// that a pen's small deviations from straight and steady motion, which is what points are written as, take one to four half bytes.
public enum BinaryInk {
    /// The WebSocket subprotocol under which binary messages are understood.
    public static let subprotocol = "pilsun.ink.v1"

    /// The upper two bits of the first byte.
    static let version: UInt8 = 0b0100_0000
    static let versionMask: UInt8 = 0b1100_0000
    /// The lower three hold the kind, `InkEvent.Kind`'s raw value.
    static let kindMask: UInt8 = 0b0000_0111
    /// The event's number is stated, and its points count from zero.
    static let anchored: UInt8 = 0b0000_1000
    /// Every point has a time.
    static let timed: UInt8 = 0b0001_0000
    /// Every point has a pressure.
    static let pressed: UInt8 = 0b0010_0000

    /// Largest magnitude of a coordinate in steps of the grid, and of what is added to it: doubles keep it exact.
    static let largestCoordinate: Int64 = 1 << 53 - 1
    /// The latest time in tenths of a millisecond: n / 10 · 10 is still n.
    static let latestTenths: Int64 = 1 << 50
    /// Steps of pressure; one more stands for each of them, 0 for none.
    static let pressureSteps: Int64 = 1023
    /// Coordinates may be written without up to fifteen zeros at their end.
    static let longestShift = 15

    /// Why a message is not an event.
    static func invalid(_ reason: String) -> EventError {
        EventError(.inkInvalid, "This is no binary ink: \(reason).")
    }
}
