import Wire

/// What is asked of the store, and what its answers mean.
extension OwnedLog {
    /// What to ask of the store now; nil while an answer is awaited or there is nothing to say. The answer goes to
    /// ``take(_:ticket:)`` with the ``ticket`` that stands here afterwards.
    public mutating func nextCommand() -> LogCommand? {
        guard awaited == nil, phase != .replaced else { return nil }
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

    static func firstTicket(of epoch: UInt64) -> UInt64 { epoch << 20 }

    /// The answer to the last command is of no interest any more.
    mutating func dropCommand() {
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
