public import Ink
public import Wire

/// Reads a session's log item by item, from a checkpoint on: each event once, in order, and nothing that an owner wrote after it
/// had been replaced.
///
/// A pure value. The same items give the same steps wherever they are read, however often one comes, and however they were
/// divided.
public struct LogReplay: Sendable {
    /// What became of an item.
    public enum Verdict: Equatable, Sendable {
        /// Its events are taken in; those that were there already were passed over.
        case accepted
        /// It was written by an owner that had been replaced: passed over.
        case stale
        /// Events between the last one here and its first one are missing.
        case gap
        /// The bytes are no log.
        case damaged
    }

    /// The highest epoch so far.
    public private(set) var epoch: UInt64
    /// Number of the last ink event that was taken in.
    public private(set) var ink: UInt64
    private let reader: InkBlockReader

    /// A replay that begins at a checkpoint.
    public init(grid: Quantiser, from base: Checkpoint, epoch: UInt64 = 0) {
        reader = InkBlockReader(grid: grid)
        ink = base.ink
        self.epoch = epoch
    }

    /// Takes the next item in; `emit` is called for each new step, in order.
    ///
    /// After `gap` or `damaged` the events before the fault have been taken in, and no more can follow.
    public mutating func take(_ item: LogItem, emit: (InkEvent) -> Void) -> Verdict {
        guard item.position.epoch >= epoch else { return .stale }
        epoch = item.position.epoch
        let bytes = item.blocks.span
        var position = 0
        do throws(InkBlockReader.Damage) {
            while position < bytes.count {
                let head = try InkBlockReader.head(bytes, &position)
                guard head.previous <= ink else { return .gap }
                guard head.last > ink else { continue }
                let known = ink
                try reader.steps(bytes, head) { if $0.number > known { emit($0) } }
                ink = head.last
            }
        } catch {
            return .damaged
        }
        return .accepted
    }
}
