public import Ink
import Wire

extension OwnedLog {
    /// Takes a stored log over, in a new epoch.
    ///
    /// What the store holds is taken as far as it is whole; where something is missing behind that, all of it is written again.
    ///
    /// - Parameter emit: called for each step, in order.
    public init(
        restoring stored: StoredLog, grid: Quantiser, characters: Int, epoch: UInt64,
        limit: Int = OwnedLog.largestBytes,
        emit: (InkEvent) -> Void
    ) {
        self.init(
            head: stored.head, grid: grid, characters: characters, from: stored.base, epoch: epoch, limit: limit)
        var replay = LogReplay(grid: grid, from: stored.base), isWhole = true
        for item in stored.items where isWhole {
            let known = replay.ink
            let verdict = replay.take(item, emit: emit)
            if verdict == .gap || verdict == .damaged { isWhole = false }
            if verdict != .stale { keep(item, after: known, upTo: replay.ink) }
        }
        for line in stored.results { judge(line) }
        resume(grid: grid, after: replay.ink, isWhole: isWhole)
    }

    /// Keeps the blocks of an item that were taken in.
    private mutating func keep(_ item: LogItem, after known: UInt64, upTo ink: UInt64) {
        let source = item.blocks.span
        var position = 0
        while position < source.count {
            let start = position
            guard let head = try? InkBlockReader.head(source, &position), head.last <= ink else { return }
            if head.last > known { append(item.blocks[start..<position], last: head.last, item: item.position) }
        }
    }
}
