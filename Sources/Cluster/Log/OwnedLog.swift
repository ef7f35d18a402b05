public import Ink
public import Wire

/// The log of one session as its owner keeps it: what is not stored yet, what must be stored again should the store lose it, and
/// what comes next.
///
/// A pure state machine: it does no I/O and knows no clock. Ink goes in by ``record(_:)``; ``nextCommand()`` says what to ask of
/// the store, one command at a time; ``take(_:ticket:)`` takes the answer. The phases:
///
///     unwritten ──write──▶ steady ──append, trim──▶ steady
///         ▲                  │ no answer, connection lost, refused
///         │ gone, or older   ▼
///         └──────look──── doubtful ──look──▶ steady (all there) or replaced (another owner)
///
/// It holds the ink since ``base``: the open character and the one that was finished last, so that a client which has not yet seen
/// the last outputs of a character still gets them. What it holds is bounded: a log that grows beyond is dropped and begins again at
/// the next checkpoint; until then its client's own ink is what the session can be begun anew from.
public struct OwnedLog: Sendable {
    /// What the owner knows of the stored log.
    public enum Phase: Equatable, Sendable {
        /// It is not there, or not as it should be.
        case unwritten
        /// It is there up to ``stored``.
        case steady
        /// An answer is missing: nobody knows how far it reaches.
        case doubtful
        /// Somebody else owns the session.
        case replaced
    }

    /// What an answer led to.
    public enum Outcome: Equatable, Sendable {
        /// Nothing that others need to know.
        case none
        /// ``stored`` has grown.
        case stored
        /// Somebody else owns the session: what is here is over.
        case replaced
    }

    private enum Awaited { case write(UInt64), append(UInt64), trim(Checkpoint), look }

    struct Block {
        /// Number of its last event.
        var last: UInt64
        /// Where it ends in ``bytes``.
        var end: Int
        /// The stored item that it is, or will be, part of.
        var item: LogPosition
    }

    /// Bytes of ink after which a log is dropped: a quarter of an hour of a pen that is never lifted.
    public static let largestBytes = 1 << 20

    /// What the fold depends on besides the ink.
    public let head: [UInt8]
    /// Whether there is a store besides this memory.
    public let isShared: Bool
    /// The epoch in which this owner writes.
    public private(set) var epoch: UInt64
    /// From where on the ink is held.
    public private(set) var base: Checkpoint
    /// What is known of the stored log.
    public private(set) var phase: Phase
    /// Ink up to this number is stored (without a store: held). It falls where the store has lost some.
    public private(set) var stored: UInt64
    /// Counts commands from a number that is the epoch's own, so that an answer to an earlier one, even of a log that this one has
    /// replaced, is not taken for that to the present one.
    public private(set) var ticket: UInt64

    private(set) var blocks: [Block] = []
    private(set) var bytes: [UInt8] = []
    private var open: InkBlockWriter
    /// Checkpoints after the base, in order.
    private var checkpoints: [Checkpoint] = []
    /// `analysis:result` of every character, empty where there is none yet.
    private var results: [[UInt8]]
    private var awaited: Awaited?
    /// The log is not written before it reaches this event: a session that was begun anew while the store was silent must not
    /// replace a longer log of its own.
    private let writesFrom: UInt64
    /// Ink up to this number was dropped for want of room; nil where none was.
    private var droppedUpTo: UInt64?
    private let limit: Int

    /// The log of a session that begins at a checkpoint, with nothing stored.
    ///
    /// - Parameters:
    ///   - characters: how many characters the session's text has.
    ///   - writesFrom: where the client has more ink than the log begins with, the number of its last event: nothing is written
    ///     before it has come.
    public init(
        head: [UInt8], grid: Quantiser, characters: Int, from base: Checkpoint = .beginning, epoch: UInt64,
        isShared: Bool, writesFrom: UInt64 = 0, limit: Int = OwnedLog.largestBytes
    ) {
        self.writesFrom = writesFrom
        self.head = head
        self.isShared = isShared
        self.epoch = epoch
        ticket = Self.firstTicket(of: epoch)
        self.base = base
        self.limit = limit
        stored = base.ink
        phase = .unwritten
        open = InkBlockWriter(grid: grid, after: base.ink)
        results = Array(repeating: [], count: characters)
    }

    /// Number of the last ink event that was recorded.
    public var last: UInt64 { open.last }

    /// Bytes of ink that are held.
    public var byteCount: Int { bytes.count + open.byteCount }

    /// Whether a command waits for its answer.
    public var isAwaiting: Bool { awaited != nil }

    /// Whether all that was recorded is stored.
    public var isSettled: Bool { !isShared || stored == last }
}

extension OwnedLog {
    /// Records a step of the log, at once and in order.
    @inline(__always)
    public mutating func record(_ event: InkEvent) {
        open.add(event)
        if open.byteCount >= Self.blockBytes, event.closesEvent { closeBlock() }
        if !isShared { stored = open.last }
    }

    /// Records an event that has no step.
    public mutating func recordEmpty(_ number: UInt64) {
        open.skip(number)
        if !isShared { stored = number }
    }

    /// A character has ended, or was cleared: from here the log can be folded anew.
    public mutating func reach(_ checkpoint: Checkpoint) {
        checkpoints.append(checkpoint)
        settle()
    }

    /// A character was judged; a later judgement replaces the earlier one.
    public mutating func judge(_ line: CharacterLine) {
        guard results.indices.contains(line.character) else { return }
        results[line.character] = line.text
        settle()
    }

    /// A character's result no longer stands, or another one is awaited.
    public mutating func reopen(_ character: Int) {
        if results.indices.contains(character), character >= base.character { results[character] = [] }
    }

    /// Results that the store has and that are not known here: of characters that were finished elsewhere.
    public mutating func remember(_ lines: [CharacterLine]) {
        for line in lines where results.indices.contains(line.character) && results[line.character].isEmpty {
            results[line.character] = line.text
        }
    }

    /// A checkpoint or a result has come: something may be let go.
    private mutating func settle() {
        if let dropped = droppedUpTo {
            guard let next = checkpoints.last(where: { $0.ink >= dropped && isJudged(upTo: $0) }) else { return }
            droppedUpTo = nil
            beginAnew(at: next)
        } else if !isShared, let next = nextBase {
            closeBlock()
            rebase(to: next)
        }
    }

    /// Whether all characters that end before the checkpoint have their result.
    private func isJudged(upTo checkpoint: Checkpoint) -> Bool {
        results[base.character..<max(base.character, min(checkpoint.character, results.count))]
            .allSatisfy { !$0.isEmpty }
    }

    /// The results that are known, in the order of the text.
    public var lines: [CharacterLine] { lines(results.indices) }

    private func lines(_ range: Range<Int>) -> [CharacterLine] {
        range.filter { !results[$0].isEmpty }.map { CharacterLine(character: $0, text: results[$0]) }
    }

    /// A block of this size is closed, so that no reader has to hold a large one.
    private static let blockBytes = 4 * 1024

    private mutating func closeBlock() {
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
    private mutating func beginAnew(at checkpoint: Checkpoint) {
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
    private mutating func rebase(to checkpoint: Checkpoint) {
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
    private var nextBase: Checkpoint? {
        guard checkpoints.count > 1 else { return nil }
        let next = checkpoints[checkpoints.count - 2]
        return isJudged(upTo: next) ? next : nil
    }
}

extension OwnedLog {
    /// What to ask of the store now; nil while an answer is awaited or there is nothing to say. The answer goes to
    /// ``take(_:ticket:)`` with the ``ticket`` that stands here afterwards.
    public mutating func nextCommand() -> LogCommand? {
        guard isShared, awaited == nil, phase != .replaced else { return nil }
        if phase == .doubtful { return ask(.look, .look) }
        closeBlock()
        guard droppedUpTo == nil else { return nil }
        guard phase == .steady else {
            guard last >= writesFrom else { return nil }
            for index in blocks.indices { blocks[index].item = LogPosition(epoch: epoch, ink: last) }
            return ask(.write(last), .write(image))
        }
        if last > stored { return append() }
        guard let next = nextBase else { return nil }
        return ask(.trim(next), .trim(trim(to: next)))
    }

    private mutating func ask(_ awaited: Awaited, _ command: LogCommand) -> LogCommand {
        self.awaited = awaited
        ticket += 1
        return command
    }

    private mutating func append() -> LogCommand {
        let position = LogPosition(epoch: epoch, ink: last)
        var first = blocks.count
        while first > 0, blocks[first - 1].last > stored { first -= 1 }
        for index in first..<blocks.count { blocks[index].item = position }
        let start = first == 0 ? 0 : blocks[first - 1].end
        return ask(.append(last), .append(LogItem(position: position, blocks: Array(bytes[start...]))))
    }

    /// All that is held. Closes the open block.
    public mutating func takeImage() -> LogImage {
        closeBlock()
        return image
    }

    private var image: LogImage {
        LogImage(
            position: LogPosition(epoch: epoch, ink: last), head: head, base: base,
            results: lines(0..<min(base.character, results.count)), blocks: bytes)
    }

    private func trim(to next: Checkpoint) -> LogTrim {
        let first = blocks.first { $0.last > next.ink }?.item ?? LogPosition(epoch: epoch, ink: last)
        let finished = min(base.character, results.count)..<min(next.character, results.count)
        return LogTrim(epoch: epoch, base: next, results: lines(finished), first: first)
    }

    private static func firstTicket(of epoch: UInt64) -> UInt64 { epoch << 20 }

    /// The answer to the last command is of no interest any more.
    private mutating func dropCommand() {
        awaited = nil
        ticket += 1
    }

    /// Takes the answer to the command with this ticket; one to an earlier command is passed over.
    public mutating func take(_ reply: LogReply, ticket: UInt64) -> Outcome {
        guard ticket == self.ticket, let awaited else { return .none }
        self.awaited = nil
        guard phase != .replaced else { return .none }
        switch (awaited, reply) {
        case (_, .failed):
            if phase == .steady { phase = .doubtful }
            return .none
        case (.look, .top(let top, let isOwn)): return saw(top, isOwn: isOwn)
        case (.write(let number), .stored):
            phase = .steady
            stored = number
            return .stored
        case (.write, .refused(let top, let isOwn)):
            guard isOwn else { return replace() }
            epoch = max(epoch, top.epoch) + 1
            return .none
        case (.append(let number), .stored):
            stored = number
            return .stored
        case (.trim(let checkpoint), .stored):
            rebase(to: checkpoint)
            return .none
        case (_, .missing): phase = .unwritten
        default: phase = .doubtful
        }
        return .none
    }

    private mutating func saw(_ top: LogPosition?, isOwn: Bool) -> Outcome {
        guard let top, top.epoch >= epoch else {
            phase = .unwritten
            return .none
        }
        guard isOwn else { return replace() }
        if top.epoch == epoch, droppedUpTo != nil || isBoundary(top.ink) {
            let hasGrown = top.ink > stored
            phase = .steady
            stored = top.ink
            return hasGrown ? .stored : .none
        }
        epoch = top.epoch + 1
        phase = .unwritten
        return .none
    }

    /// Whether the stored log can end there: at the base, or with a block of what is held.
    private func isBoundary(_ number: UInt64) -> Bool {
        number == base.ink || blocks.contains { $0.last == number }
    }

    private mutating func replace() -> Outcome {
        phase = .replaced
        return .replaced
    }

    /// The connection to the store was lost and is there again: what it holds has to be looked at.
    public mutating func doubt() {
        if phase == .steady { phase = .doubtful }
    }

    /// Somebody else has taken the session over, in a later epoch.
    public mutating func yield(to other: UInt64) -> Outcome {
        guard other > epoch, phase != .replaced else { return .none }
        return replace()
    }

    /// The same owner goes on in a later epoch, which the store has begun.
    ///
    /// - Parameter top: the last item of the stored log before that.
    public mutating func advance(to epoch: UInt64, after top: LogPosition) {
        awaited = nil
        ticket = max(ticket + 1, Self.firstTicket(of: epoch))
        if top.epoch == self.epoch, droppedUpTo != nil || isBoundary(top.ink) {
            phase = .steady
            stored = top.ink
        } else {
            phase = .unwritten
        }
        self.epoch = epoch
    }
}
