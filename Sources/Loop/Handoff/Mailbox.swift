internal import Synchronization

/// Messages from any thread to one receiver, in the order in which they were posted, without a lock.
///
/// Posting pushes onto a linked stack; receiving takes the whole stack with one exchange and turns it around. Because
/// nothing but the whole is ever taken, a node can't be freed while somebody compares with it (no ABA). Only the post
/// that finds the stack empty wakes the receiver: a thousand posts between two turns cost one wake-up.
///
/// Sendable, although it holds a pointer: a node is written by its poster before the compare-exchange with release that
/// publishes it, and read by the receiver after the exchange with acquire that takes it.
public final class Mailbox<Message: Sendable>: @unchecked Sendable {
    private struct Node {
        let message: Message
        var next: UnsafeMutablePointer<Node>?
    }

    private let top = Atomic<UnsafeMutableRawPointer?>(nil)
    private let wake: @Sendable () -> Void

    /// A mailbox whose receiver is woken by this closure, on the posting thread.
    public init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    deinit {
        receive { _ in }
    }

    /// Any thread: adds a message and wakes the receiver if it may be asleep.
    public func post(_ message: Message) {
        let node = UnsafeMutablePointer<Node>.allocate(capacity: 1)
        node.initialize(to: Node(message: message, next: nil))
        var expected = top.load(ordering: .relaxed)
        while true {
            node.pointee.next = expected?.assumingMemoryBound(to: Node.self)
            let (exchanged, original) = top.weakCompareExchange(
                expected: expected, desired: UnsafeMutableRawPointer(node),
                successOrdering: .releasing, failureOrdering: .relaxed)
            if exchanged { break }
            expected = original
        }
        if expected == nil { wake() }
    }

    /// The receiver: hands over everything that was posted, oldest first. Answers how many messages there were.
    @discardableResult
    public func receive(_ body: (Message) -> Void) -> Int {
        var rest = top.exchange(nil, ordering: .acquiring)?.assumingMemoryBound(to: Node.self)
        var oldest: UnsafeMutablePointer<Node>?
        while let node = rest {
            rest = node.pointee.next
            node.pointee.next = oldest
            oldest = node
        }
        var count = 0
        while let node = oldest {
            let taken = node.move()
            node.deallocate()
            oldest = taken.next
            body(taken.message)
            count += 1
        }
        return count
    }
}
