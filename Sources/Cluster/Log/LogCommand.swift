public import Wire

/// What an owner asks the store to do with the log of its session.
public enum LogCommand: Equatable, Sendable {
    /// Puts all that the owner holds in place of whatever is there. Results of characters before its base that are there, and that
    /// the owner does not know, stay.
    ///
    /// Done where there is no log, where the one there is of an earlier epoch, or where it is this owner's and reaches no farther;
    /// otherwise `refused`.
    case write(LogImage)
    /// Adds an item at the end. `missing` where there is no log, `refused` where the item does not lie behind all others.
    case append(LogItem)
    /// Lets go of what lies before a checkpoint. `missing` and `refused` as above.
    case trim(LogTrim)
    /// Answers with the position of the last item, and changes nothing.
    case look
}

/// The whole of a log as its owner holds it: enough to fold it on any node.
public struct LogImage: Equatable, Sendable {
    /// Epoch of the owner, and number of the last ink event.
    public var position: LogPosition
    /// What the fold depends on besides the ink, as ``LogHead`` writes it.
    public var head: [UInt8]
    /// From where on the ink is held.
    public var base: Checkpoint
    /// `analysis:result` of the characters before the base, as far as they were judged.
    public var results: [CharacterLine]
    /// The ink, block by block.
    public var blocks: [UInt8]

    /// An image from its parts.
    public init(
        position: LogPosition, head: [UInt8], base: Checkpoint, results: [CharacterLine], blocks: [UInt8]
    ) {
        self.position = position
        self.head = head
        self.base = base
        self.results = results
        self.blocks = blocks
    }
}

/// What remains of a finished character: its `analysis:result` as clients are told it.
public struct CharacterLine: Equatable, Sendable {
    /// Place of the character in the text.
    public var character: Int
    /// The event's text.
    public var text: [UInt8]

    /// A line from its parts.
    public init(character: Int, text: [UInt8]) {
        self.character = character
        self.text = text
    }
}

/// Moves the base of a log.
public struct LogTrim: Equatable, Sendable {
    /// Epoch of the owner.
    public var epoch: UInt64
    /// The new base.
    public var base: Checkpoint
    /// Results of the characters between the old base and the new one.
    public var results: [CharacterLine]
    /// The first item that is still needed.
    public var first: LogPosition

    /// A trim from its parts.
    public init(epoch: UInt64, base: Checkpoint, results: [CharacterLine], first: LogPosition) {
        self.epoch = epoch
        self.base = base
        self.results = results
        self.first = first
    }
}
