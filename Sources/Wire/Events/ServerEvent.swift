public import Ink

/// What a server said, as a client reads it.
public enum ServerEvent: Equatable, Sendable {
    /// `session:ready`
    case ready(SessionReady)
    /// `feedback:live`
    case feedback(number: UInt64, FeedbackText)
    /// `correction:suggest`
    case correction(number: UInt64, character: Int, stroke: Int, points: [Point])
    /// `stroke:fit`
    case fit(number: UInt64, character: Int, stroke: Int, segments: [CubicSegment])
    /// `analysis:result`
    case analysis(CharacterResult)
    /// `ink:ack`
    case acknowledgement(ink: UInt64, checkpoint: Checkpoint? = nil)
    /// `token:taken`: the second since 1970 at which the token ends; nil where the server needs none.
    case tokenTaken(expiresAt: UInt64?)
    /// `error`; the code is text, so that codes of a later server can be told.
    case error(code: String, message: String, isFatal: Bool)

    /// The event's `seq`, nil for events that have none.
    public var number: UInt64? {
        switch self {
        case .feedback(let number, _), .correction(let number, _, _, _), .fit(let number, _, _, _): number
        default: nil
        }
    }
}
