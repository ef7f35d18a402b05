import Ink
import Wire

/// The blocks that are held, and what is let go of.
extension OwnedLog {
    /// A block of this size is closed, so that no reader has to hold a large one.
    static let blockBytes = 4 * 1024

    mutating func closeBlock() {
        guard open.close(into: &bytes) else { return }
        blocks.append(Block(last: open.last, end: bytes.count, item: LogPosition(epoch: epoch, ink: open.last)))
        if bytes.count > limit { dropInk() }
    }

    /// There is more than may be held: first the finished characters go, then all there is.
    private mutating func dropInk() {
        if let last = checkpoints.last(where: isJudged) { beginAnew(at: last) }
        guard bytes.count > limit else { return }
        bytes = []
        blocks = []
        droppedUpTo = open.last
    }

    /// What comes before the checkpoint is no longer held, and the stored log has to say the same.
    mutating func beginAnew(at checkpoint: Checkpoint) {
        rebase(to: checkpoint)
        guard phase != .replaced else { return }
        dropCommand()
        phase = .unwritten
    }

    /// Keeps a block that the store has already.
    mutating func append(_ block: ArraySlice<UInt8>, last: UInt64, item: LogPosition) {
        bytes.append(contentsOf: block)
        blocks.append(Block(last: last, end: bytes.count, item: item))
    }

    /// Goes on behind what was restored.
    mutating func resume(grid: Quantiser, after ink: UInt64, isWhole: Bool) {
        open = InkBlockWriter(grid: grid, after: ink)
        stored = isWhole ? ink : base.ink
        phase = isWhole ? .steady : .unwritten
    }

    /// Lets go of the blocks that hold nothing after the checkpoint.
    mutating func rebase(to checkpoint: Checkpoint) {
        base = checkpoint
        checkpoints.removeAll { $0.ink <= checkpoint.ink }
        guard let keep = blocks.firstIndex(where: { $0.last > checkpoint.ink }) else {
            bytes.removeAll(keepingCapacity: bytes.count < Self.blockBytes)
            blocks.removeAll(keepingCapacity: true)
            return
        }
        guard keep > 0 else { return }
        let start = blocks[keep - 1].end
        bytes.removeFirst(start)
        blocks.removeFirst(keep)
        for index in blocks.indices { blocks[index].end -= start }
    }

    /// The checkpoint before the last one: the finished character between the two stays, since its outputs may not have been seen.
    var nextBase: Checkpoint? {
        guard checkpoints.count > 1 else { return nil }
        let next = checkpoints[checkpoints.count - 2]
        return isJudged(upTo: next) ? next : nil
    }
}
