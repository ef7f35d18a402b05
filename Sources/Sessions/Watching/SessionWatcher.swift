import Loop

/// Somebody who follows a session: a connection on some loop, and what it has seen when it joined.
struct SessionWatcher: Sendable {
    let link: LoopConfined<SessionLink>
    /// Number of the last output that it has from catching up; later batches may begin with some of these.
    let seen: UInt64
}
