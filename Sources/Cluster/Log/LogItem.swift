/// One item of a session's log as it is stored and published: blocks of ink, or nothing but the fact that an epoch has begun.
public struct LogItem: Equatable, Sendable {
    /// Where it stands.
    public var position: LogPosition
    /// Blocks that ``InkBlockWriter`` has written, one behind the other.
    public var blocks: [UInt8]

    /// An item from its parts.
    public init(position: LogPosition, blocks: [UInt8]) {
        self.position = position
        self.blocks = blocks
    }
}
