/// Memory for queued bytes: an idle connection has none, a busy one borrows a block and gives it back when the socket
/// has taken everything. Within a turn the same few blocks go around, so they stay in the cache.
///
/// The free blocks are a stack in memory of its own: an array that is changed in place would be checked for exclusivity
/// at every message.
final class BufferPool {
    /// Size of a pooled block. What needs more is allocated for itself and freed afterwards.
    static let blockBytes = 8 * 1024
    private static let maximumBlocks = 256

    private let blocks = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: maximumBlocks)
    private var count = 0

    deinit {
        for index in 0..<count { blocks[index].deallocate() }
        blocks.deallocate()
    }

    func take() -> UnsafeMutableRawPointer {
        guard count > 0 else { return .allocate(byteCount: Self.blockBytes, alignment: 16) }
        count -= 1
        return blocks[count]
    }

    func give(_ block: UnsafeMutableRawPointer, byteCount: Int) {
        guard byteCount == Self.blockBytes && count < Self.maximumBlocks else { return block.deallocate() }
        // In bounds: count is below the capacity.
        blocks[count] = block
        count += 1
    }
}
