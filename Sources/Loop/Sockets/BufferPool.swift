/// Memory for queued bytes: an idle connection has none, a busy one borrows a block and gives it back when the socket
/// has taken everything. Within a turn the same few blocks go around, so they stay in the cache.
///
/// The free blocks are a stack in memory of its own, and the pool is nothing but a pointer to it: an object would be retained and
/// released around every borrowing, an array changed in place be checked for exclusivity.
struct BufferPool {
    /// Size of a pooled block. What needs more is allocated for itself and freed afterwards.
    static let blockBytes = 8 * 1024
    private static let maximumBlocks = 256

    private struct Free {
        var count = 0
        let blocks = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: maximumBlocks)
    }

    private let free: UnsafeMutablePointer<Free>

    init() {
        free = .allocate(capacity: 1)
        free.initialize(to: Free())
    }

    /// Lets go of the free blocks. What was taken and not given back stays whole; the pool is not used any more.
    func deallocate() {
        for index in 0..<free.pointee.count { free.pointee.blocks[index].deallocate() }
        free.pointee.blocks.deallocate()
        free.deallocate()
    }

    func take() -> UnsafeMutableRawPointer {
        guard free.pointee.count > 0 else { return .allocate(byteCount: Self.blockBytes, alignment: 16) }
        free.pointee.count -= 1
        return free.pointee.blocks[free.pointee.count]
    }

    func give(_ block: UnsafeMutableRawPointer, byteCount: Int) {
        guard byteCount == Self.blockBytes && free.pointee.count < Self.maximumBlocks else { return block.deallocate() }
        // In bounds: count is below the capacity.
        free.pointee.blocks[free.pointee.count] = block
        free.pointee.count += 1
    }
}
