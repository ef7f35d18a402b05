/// One character that somebody wrote, with all that its verdict follows from.
public struct Attempt: Equatable, Sendable {
    /// Where it comes from. A character of a session ends once; where two nodes took its end in, that of the later epoch stands.
    public struct Source: Hashable, Sendable {
        /// The session's id, or the batch's for what was written without a session.
        public var session: String
        /// Place of the character in the session's text, from 0.
        public var place: Int64
        /// The log's epoch in which the character ended.
        public var epoch: Int64

        /// A source from its fields.
        public init(session: String, place: Int64, epoch: Int64) {
            self.session = session
            self.place = place
            self.epoch = epoch
        }
    }

    /// What was judged: everything of an attempt but its ink.
    public struct Summary: Hashable, Sendable {
        /// The id of the record.
        public var id: RecordID
        /// Who wrote it.
        public var user: RecordID
        /// Where it comes from.
        public var source: Source
        /// The character that was to be written.
        public var character: String
        /// The whole text that it belongs to.
        public var text: String
        /// When it was written.
        public var writtenAt: Timestamp
        /// The lesson that it was written for.
        public var lesson: String?
        /// What the learner saw of the model: `none`, `ghost`, `fading`, and strokes that were drawn for them.
        public var help: String?
        /// How strictly it was judged.
        public var level: String
        /// The version of the fold that judged it.
        public var engine: Int64
        /// Digest of the libraries of characters.
        public var library: String
        /// Whether every stroke is right.
        public var isCorrect: Bool
        /// 0…1.
        public var score: Double
        /// What was wrong.
        public var faults: FaultCounts

        /// A summary from its fields.
        public init(
            id: RecordID, user: RecordID, source: Source, character: String, text: String, writtenAt: Timestamp,
            lesson: String? = nil, help: String? = nil, level: String, engine: Int64, library: String,
            isCorrect: Bool, score: Double, faults: FaultCounts
        ) {
            self.id = id
            self.user = user
            self.source = source
            self.character = character
            self.text = text
            self.writtenAt = writtenAt
            self.lesson = lesson
            self.help = help
            self.level = level
            self.engine = engine
            self.library = library
            self.isCorrect = isCorrect
            self.score = score
            self.faults = faults
        }
    }

    /// What was judged.
    public var summary: Summary
    /// What was written.
    public var ink: AttemptInk

    /// An attempt from its parts.
    public init(summary: Summary, ink: AttemptInk) {
        self.summary = summary
        self.ink = ink
    }
}
