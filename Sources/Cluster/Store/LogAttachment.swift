/// What comes of taking a session's log over.
public enum LogAttachment: Equatable, Sendable {
    /// There is no log of this session.
    case missing
    /// The epoch does not lie above the last one, which this is: ask again with a higher one.
    case late(UInt64)
    /// The log as it was before, its last position, and who owned it. Without items where the asker has them already.
    case attached(StoredLog, before: LogPosition, owner: String)
    /// The store does not answer, or has trouble.
    case unreachable
}
