public import Synchronization

/// A bounded queue between exactly two threads: one that pushes and one that drains. No lock, no allocation.
///
/// The indices count up for ever and wrap with the machine word; a slot is `index & mask`. Each side keeps a copy of
/// the other side's index and reads the shared one only when the copy says "full" or "empty", so that in the steady
/// state the two cache lines are exchanged once a batch, not once an element.
///
/// Sendable, although it holds pointers: slots between `head` and `tail` belong to the consumer, the others to the
/// producer. A slot changes hands only by the release store of an index that the other side has loaded with acquire, so
/// no slot is ever touched by both. That only one thread pushes and only one drains is the caller's promise.
public final class Ring<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// Number of slots, a power of two.
    public let capacity: Int

    // Offsets of the parts in the one allocation. 128 bytes, because the processor fetches lines in pairs.
    @usableFromInline static var tailOffset: Int { 128 }
    @usableFromInline static var slotsOffset: Int { 256 }

    @usableFromInline let memory: UnsafeMutableRawPointer
    @usableFromInline let mask: UInt
    /// Next slot to drain; written by the consumer.
    @usableFromInline let head: UnsafeMutablePointer<Atomic<UInt>>
    /// The consumer's copy of `tail`.
    @usableFromInline let knownTail: UnsafeMutablePointer<UInt>
    /// Next slot to fill; written by the producer.
    @usableFromInline let tail: UnsafeMutablePointer<Atomic<UInt>>
    /// The producer's copy of `head`.
    @usableFromInline let knownHead: UnsafeMutablePointer<UInt>
    @usableFromInline let slots: UnsafeMutablePointer<Element>

    /// An empty ring with at least this many slots, rounded up to a power of two.
    public init(minimumCapacity: Int) {
        precondition(minimumCapacity > 0 && minimumCapacity <= 1 << 30, "a ring has 1 to 2^30 slots")
        precondition(MemoryLayout<Element>.alignment <= 128, "slots start on a boundary of 128 bytes")
        capacity = minimumCapacity == 1 ? 1 : 1 << (Int.bitWidth - (minimumCapacity - 1).leadingZeroBitCount)
        mask = UInt(capacity) - 1
        memory = .allocate(
            byteCount: Self.slotsOffset + capacity * MemoryLayout<Element>.stride, alignment: 128)
        head = memory.bindMemory(to: Atomic<UInt>.self, capacity: 1)
        knownTail = (memory + 64).bindMemory(to: UInt.self, capacity: 1)
        tail = (memory + Self.tailOffset).bindMemory(to: Atomic<UInt>.self, capacity: 1)
        knownHead = (memory + Self.tailOffset + 64).bindMemory(to: UInt.self, capacity: 1)
        slots = (memory + Self.slotsOffset).bindMemory(to: Element.self, capacity: capacity)
        head.initialize(to: Atomic(0))
        tail.initialize(to: Atomic(0))
        knownTail.initialize(to: 0)
        knownHead.initialize(to: 0)
    }

    deinit {
        head.deinitialize(count: 1)
        tail.deinitialize(count: 1)
        memory.deallocate()
    }

    /// Producer: adds an element, or answers false when the ring is full.
    @inlinable
    public func push(_ element: Element) -> Bool {
        let index = tail.pointee.load(ordering: .relaxed)
        if index &- knownHead.pointee > mask {
            knownHead.pointee = head.pointee.load(ordering: .acquiring)
            if index &- knownHead.pointee > mask { return false }
        }
        slots[Int(index & mask)] = element
        tail.pointee.store(index &+ 1, ordering: .releasing)
        return true
    }

    /// Producer: slots that can be filled before the ring is full. At least this many pushes in a row succeed.
    @inlinable
    public var room: Int {
        knownHead.pointee = head.pointee.load(ordering: .acquiring)
        return capacity - Int(tail.pointee.load(ordering: .relaxed) &- knownHead.pointee)
    }

    /// Consumer: takes the oldest element, or nil when the ring is empty.
    @inlinable
    public func pop() -> Element? {
        let index = head.pointee.load(ordering: .relaxed)
        if index == knownTail.pointee {
            knownTail.pointee = tail.pointee.load(ordering: .acquiring)
            if index == knownTail.pointee { return nil }
        }
        let element = slots[Int(index & mask)]
        head.pointee.store(index &+ 1, ordering: .releasing)
        return element
    }

    /// Consumer: hands over what is there, oldest first and at most `limit` elements, and frees the slots in one store
    /// at the end. Answers how many there were.
    @inlinable
    @discardableResult
    public func drain(limit: Int = .max, _ body: (Element) -> Void) -> Int {
        let start = head.pointee.load(ordering: .relaxed)
        knownTail.pointee = tail.pointee.load(ordering: .acquiring)
        let count = min(knownTail.pointee &- start, UInt(limit))
        if count == 0 { return 0 }
        for offset in 0..<count {
            body(slots[Int((start &+ offset) & mask)])
        }
        head.pointee.store(start &+ count, ordering: .releasing)
        return Int(count)
    }

    /// Elements in the ring; from any thread a guess that may be outdated, on the two sides a bound.
    public var count: Int {
        let first = head.pointee.load(ordering: .acquiring)
        let last = tail.pointee.load(ordering: .acquiring)
        return max(0, min(capacity, Int(bitPattern: last &- first)))
    }
}
