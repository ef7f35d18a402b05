/// What the messages of one connection build on: the last number, and where the pen was.
public struct BinaryInkStream: Equatable, Sendable {
    /// Number of the last event.
    var number: UInt64 = 0
    /// Whether a message could not be read: what comes next has nothing to build on until a message is anchored.
    var isLost = false
    /// Where the pen is expected within the open stroke.
    var pen = PenPrediction()

    /// A stream before its first message.
    public init() {}
}
