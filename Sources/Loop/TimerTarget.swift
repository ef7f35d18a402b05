/// Something that a loop's timer wakes.
public protocol TimerTarget: AnyObject {
    /// The time is up. `kind` is what the timer was started with; the token is spent.
    func timerFired(_ kind: Int)
}

/// A started timer. Cancelling with a token that is spent does nothing.
public struct TimerToken: Hashable, Sendable {
    let index: UInt32
    let generation: UInt32

    /// The token of no timer.
    public static let none = TimerToken(index: .max, generation: 0)
}
