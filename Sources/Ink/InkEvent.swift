/// One step of a session's log, as it travels through the ring and into the fold: a fixed size, no references.
///
/// A `stroke:move` with many points becomes as many steps; only the last of them closes the client's event, so that what is
/// acknowledged is always whole.
public struct InkEvent: Equatable, Sendable, BitwiseCopyable {
    /// What the pen or the learner did.
    public enum Kind: UInt8, Sendable, BitwiseCopyable {
        /// The pen went down at `sample`.
        case start
        /// The pen is at `sample`.
        case move
        /// The pen went up; `sample` is without meaning.
        case end
        /// The last stroke of the open character is taken back.
        case undo
        /// All strokes of the open character are taken back.
        case clear
        /// The open character ends, complete or not.
        case next
    }

    /// What happened.
    public var kind: Kind
    /// Whether this step is the last one of the client's event.
    public var closesEvent: Bool
    /// The client's running number of the event, 1 and up.
    public var number: UInt64
    /// Where the pen was, for `start` and `move`.
    public var sample: Sample

    /// A step of the log.
    @inlinable
    public init(_ kind: Kind, sample: Sample = Sample(position: .zero), number: UInt64 = 0, closesEvent: Bool = true) {
        self.kind = kind
        self.sample = sample
        self.number = number
        self.closesEvent = closesEvent
    }
}
