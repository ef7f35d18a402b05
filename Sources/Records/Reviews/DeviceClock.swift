/// Whether the clock of a device goes right, seen by whoever receives what the device sends.
public struct DeviceClock: Hashable, Sendable {
    /// What must be added to the device's times, in milliseconds; 0 where the clock goes well enough.
    public let correction: Int64

    /// A clock that is off by less is right: minutes do not matter to days, and the way of a message takes time.
    public static let tolerance: Int64 = 5 * 60_000

    /// - Parameters:
    ///   - sent: the device's own time when it sent the message.
    ///   - received: the receiver's when it came.
    public init(sent: Timestamp, received: Timestamp) {
        let (difference, overflow) = received.milliseconds.subtractingReportingOverflow(sent.milliseconds)
        correction = overflow || difference.magnitude <= UInt64(Self.tolerance) ? 0 : difference
    }

    /// The entries with their times set right: as far apart as the device saw them.
    public func corrected(_ review: Review) -> Review {
        Review(id: review.id, item: review.item, at: review.at, correction: correction, deed: review.deed)
    }
}
