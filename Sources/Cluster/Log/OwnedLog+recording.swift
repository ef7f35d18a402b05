public import Ink
public import Wire

/// What happens in the session.
extension OwnedLog {
    /// Records a step of the log, at once and in order.
    @inline(__always)
    public mutating func record(_ event: InkEvent) {
        open.add(event)
        if open.byteCount >= Self.blockBytes, event.closesEvent { closeBlock() }
    }

    /// Records an event that has no step.
    public mutating func recordEmpty(_ number: UInt64) {
        open.skip(number)
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
        guard let dropped = droppedUpTo,
            let next = checkpoints.last(where: { $0.ink >= dropped && isJudged(upTo: $0) })
        else { return }
        droppedUpTo = nil
        beginAnew(at: next)
    }

    /// Whether all characters that end before the checkpoint have their result.
    func isJudged(upTo checkpoint: Checkpoint) -> Bool {
        results[base.character..<max(base.character, min(checkpoint.character, results.count))]
            .allSatisfy { !$0.isEmpty }
    }

    /// The results that are known, in the order of the text.
    public var lines: [CharacterLine] { lines(results.indices) }

    func lines(_ range: Range<Int>) -> [CharacterLine] {
        range.filter { !results[$0].isEmpty }.map { CharacterLine(character: $0, text: results[$0]) }
    }
}
