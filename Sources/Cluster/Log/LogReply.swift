/// What the store answers to a ``LogCommand``.
public enum LogReply: Equatable, Sendable {
    /// It is done.
    case stored
    /// The store has no log of this session: it was emptied, or the log has expired.
    case missing
    /// Not done: `top` is the last item, and `isOwn` says whether this very owner is the one that the store knows.
    case refused(top: LogPosition, isOwn: Bool)
    /// The last item, as `look` asked for it; nil where there is no log.
    case top(LogPosition?, isOwn: Bool)
    /// No answer, or one that means trouble: nobody knows whether it was done.
    case failed
}
