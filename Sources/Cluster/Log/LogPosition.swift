/// Where an item stands in a session's log: in which epoch it was written, and up to which ink event it reaches.
///
/// Items are ordered by it, and Redis keeps that order: it is the id of the item in the stream (`epoch-ink`), and a stream
/// refuses an id that does not lie behind all others. So an owner that was replaced cannot write any more, without anybody having
/// to look first.
public struct LogPosition: Comparable, Hashable, Sendable {
    /// Counts owners: whoever takes a session over takes a higher one. Made from the time, so that it also rises where the store
    /// has lost everything.
    public var epoch: UInt64
    /// Number of the last ink event, 0 for the item that says who owns the session.
    public var ink: UInt64

    /// A position from its parts.
    public init(epoch: UInt64, ink: UInt64) {
        self.epoch = epoch
        self.ink = ink
    }

    /// The position that `text` (`1700000000000-41`) names.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let epoch = UInt64(parts[0]), let ink = UInt64(parts[1]) else { return nil }
        self.init(epoch: epoch, ink: ink)
    }

    /// The id of the stream's item.
    public var text: String { "\(epoch)-\(ink)" }

    /// By epoch, then by ink.
    public static func < (left: LogPosition, right: LogPosition) -> Bool {
        (left.epoch, left.ink) < (right.epoch, right.ink)
    }
}
