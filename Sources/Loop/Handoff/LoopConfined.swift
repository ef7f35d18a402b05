/// Something that belongs to one loop, held by others only to send it back there.
///
/// Sendable, although its content is not: the content is reached only by `on(_:)`, which runs on the loop's thread.
package final class LoopConfined<Content: AnyObject>: @unchecked Sendable {
    private let content: Content
    private let remote: LoopRemote

    /// Called on the loop.
    package init(_ content: Content, of loop: EventLoop) {
        self.content = content
        remote = loop.remote
    }

    /// Any thread: runs the work with the content on its loop.
    package func on(_ work: @escaping @Sendable (Content) -> Void) {
        remote.execute { _ in work(self.content) }
    }
}
