/// Memory for queued bytes: an idle connection has none, a busy one borrows a block and gives it back when the socket
/// has taken everything. Within a turn the same few blocks go around, so they stay in the cache.
struct BufferPool {
    /// Size of a pooled block. What needs more is allocated for itself and freed afterwards.
    static let blockBytes = 8 * 1024
    private static let maximumBlocks = 256

    private var blocks: [UnsafeMutableRawPointer] = []

    mutating func take() -> UnsafeMutableRawPointer {
        blocks.popLast() ?? .allocate(byteCount: Self.blockBytes, alignment: 16)
    }

    mutating func give(_ block: UnsafeMutableRawPointer, byteCount: Int) {
        if byteCount == Self.blockBytes && blocks.count < Self.maximumBlocks {
            blocks.append(block)
        } else {
            block.deallocate()
        }
    }

    mutating func release() {
        for block in blocks { block.deallocate() }
        blocks = []
    }
}
