public import Wire

/// Says what a client may be told of its ink: that it is applied, that its outputs are on their way, that it is stored.
///
/// An acknowledgement comes behind everything that it covers: outputs and, at the end of a character, its `analysis:result`. So
/// whoever has read one has read all of that as well, and can let go of the ink up to the checkpoint that comes with it.
public struct Acknowledgements: Sendable {
    /// What to tell the client.
    public struct Notice: Equatable, Sendable {
        /// Number of the last ink event that is done with.
        public var ink: UInt64
        /// The last checkpoint that is covered and was not told yet.
        public var checkpoint: Checkpoint?
    }

    /// Outputs of ink up to this number have been sent.
    private var delivered: UInt64
    private var stored: UInt64
    private var told: UInt64
    private var mustTell = false
    /// Whether the next delivery is a greeting that tells as much as an acknowledgement.
    private var isGreeted = false
    private var checkpoints: [Checkpoint] = []
    /// The last checkpoint that was told; it may have been lost with the connection.
    private var lastCovered: Checkpoint?
    private var mustTellCheckpoint = false
    /// Results of all characters before this one have been sent.
    private var judged: Int
    private var sent: [Bool]

    /// What is known of a session that begins at a checkpoint.
    public init(characters: Int, from base: Checkpoint = .beginning) {
        delivered = base.ink
        stored = base.ink
        told = base.ink
        lastCovered = base
        judged = min(base.character, characters)
        sent = Array(repeating: false, count: characters)
    }

    /// The outputs of ink up to this number have been sent.
    public mutating func deliver(upTo number: UInt64) {
        if isGreeted {
            isGreeted = false
            told = max(told, number)
        }
        delivered = max(delivered, number)
    }

    /// The ink up to this number is stored.
    public mutating func store(upTo number: UInt64) { stored = max(stored, number) }

    /// A character ends there.
    public mutating func reach(_ checkpoint: Checkpoint) { checkpoints.append(checkpoint) }

    /// A character's result has been sent.
    public mutating func judge(_ character: Int) {
        guard sent.indices.contains(character) else { return }
        sent[character] = true
        while judged < sent.count, sent[judged] { judged += 1 }
    }

    /// A character's result no longer stands, or another one is awaited.
    public mutating func reopen(_ character: Int) {
        guard sent.indices.contains(character) else { return }
        sent[character] = false
        judged = min(judged, character)
    }

    /// What came was known already: its acknowledgement may have been lost.
    public mutating func tellAgain() { mustTell = true }

    /// The client has come again.
    ///
    /// - Parameter checkpoint: the one that it holds; what it covers needs not be told. Nil for a client that takes the greeting for
    ///   an acknowledgement, and checkpoints for nothing.
    public mutating func begin(after checkpoint: Checkpoint?) {
        isGreeted = checkpoint == nil
        mustTell = checkpoint != nil
        delivered = 0
        guard let checkpoint else { return }
        told = checkpoint.ink
        mustTellCheckpoint = (lastCovered?.ink ?? 0) > checkpoint.ink
        checkpoints.removeAll { $0.ink <= checkpoint.ink }
        judged = max(judged, min(checkpoint.character, sent.count))
    }

    /// What to tell the client now, nil where there is nothing new.
    public mutating func next() -> Notice? {
        var ink = min(delivered, stored)
        var covered: Checkpoint?, count = 0
        for checkpoint in checkpoints {
            guard checkpoint.character <= judged else {
                ink = min(ink, checkpoint.ink == 0 ? 0 : checkpoint.ink - 1)
                break
            }
            guard checkpoint.ink <= ink else { break }
            covered = checkpoint
            count += 1
        }
        if covered == nil, mustTellCheckpoint, let lastCovered, lastCovered.ink <= ink { covered = lastCovered }
        guard ink > told || covered != nil || (mustTell && ink > 0) else { return nil }
        checkpoints.removeFirst(count)
        told = max(told, ink)
        mustTell = false
        if let covered {
            lastCovered = covered
            mustTellCheckpoint = false
        }
        return Notice(ink: told, checkpoint: covered)
    }
}
