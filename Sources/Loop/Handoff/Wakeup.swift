internal import CUV
internal import Glibc

/// A file descriptor that one thread sleeps on (in epoll) and any thread makes readable.
///
/// An eventfd of our own instead of libuv's async handle: it lives as long as the last holder, so that waking a loop
/// that has ended meanwhile writes to a counter that nobody reads, where `uv_async_send` would touch freed memory.
final class Wakeup: Sendable {
    let descriptor: Int32

    init() throws(SystemError) {
        descriptor = pilsun_eventfd()
        if descriptor < 0 { throw SystemError("eventfd") }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Any thread. Never blocks: a full counter is readable all the same.
    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    /// The sleeping thread: makes the descriptor unreadable again, before it looks at what it was woken for.
    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }
}
