/// Why work that was given to a ``WorkerPool`` has no result.
public enum WorkFailure: Error, Hashable, Sendable {
    /// The pool's queue is full: the client is told to come again (503 with `Retry-After`).
    case full
    /// The time for it was over before there was a result.
    case late
    /// Whoever asked for it no longer wants it.
    case cancelled
    /// The pool has been stopped.
    case stopped
}
