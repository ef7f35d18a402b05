import Wire

/// What one connection of a closed loop says, and what it takes for an answer.
protocol ClosedLoopTraffic: AnyObject {
    /// How its messages travel.
    var wire: WireForm { get }
    /// Where, when the URL names no path.
    var path: String { get }

    /// Hands over the frames of the next message.
    func withNext(_ body: (UnsafeRawBufferPointer) -> Void)

    /// Whether this answers the message that was handed over last.
    func isAnswer(_ event: RawSpan) -> Bool
}
