/// What comes of reading a log that somebody else writes.
public enum FollowedLog: Equatable, Sendable {
    /// There is no log of this session.
    case missing
    /// All of it, for whoever has nothing yet.
    case whole(StoredLog, upTo: LogPosition)
    /// What lies behind the position that the reader has named.
    case more([LogItem], upTo: LogPosition)
    /// The store does not answer, or has trouble.
    case unreachable
}
