import Wire

/// Who measures and checks what a pen goes through. All calls come on the pen's loop; times are `MonotonicClock`'s nanoseconds.
protocol PenObserver: AnyObject {
    /// The transport is open and the session there; `nanoseconds` is from the first packet to `session:ready`: of this
    /// connection or, where the pen has come back to its session, of the first attempt to.
    func pen(_ pen: PenClient, ready nanoseconds: UInt64, resumed: Bool)

    /// An ink event has been handed to the socket for the first time. `wasHeldUp`: when it was due there was no session yet to
    /// send it to, so that its delay is the server's.
    func pen(_ pen: PenClient, sent number: UInt64, due: UInt64, at now: UInt64, wasHeldUp: Bool)

    /// `ink:ack` for these numbers, or a `session:ready` that says as much.
    func pen(_ pen: PenClient, acknowledged numbers: ClosedRange<UInt64>, at now: UInt64)

    /// An output or an `analysis:result`, once each: what came again after a resume is not told.
    func pen(_ pen: PenClient, heard event: ServerEvent, text: RawSpan, at now: UInt64)

    /// Something that should not be, and is counted.
    func pen(_ pen: PenClient, noticed trouble: PenTrouble)

    /// The connection was lost; the pen comes again by itself.
    func pen(_ pen: PenClient, lost end: TransportEnd)

    /// Everything is written, acknowledged and answered, or the time for it is over; or the session is lost. The pen is idle.
    func penFinished(_ pen: PenClient)
}

/// What a pen notices besides answers.
enum PenTrouble: Equatable, Sendable {
    /// An `error` event.
    case refused(code: String, message: String)
    /// Outputs with these many numbers never came.
    case outputsMissing(UInt64)
    /// An output came again.
    case duplicate
    /// A server had lost ink that the pen no longer kept.
    case inkLost(UInt64)
    /// An event that this client does not understand.
    case unreadable(String)
    /// The script's last acknowledgement or analyses did not come in time.
    case unanswered(String)
    /// The session could not be begun or taken up again.
    case sessionLost(code: String, message: String)
}
