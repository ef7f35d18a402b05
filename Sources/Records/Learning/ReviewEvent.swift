/// Something that happened to what a learner knows: one line of an append-only log, numbered by the client that saw it.
public struct ReviewEvent: Hashable, Sendable {
    /// The client's own id: what comes twice is recognised by it.
    public let id: RecordID
    /// Who learns.
    public let user: RecordID
    /// What is known: a character, or a kind of mistake.
    public var item: String
    /// When it happened, by the clock of the client.
    public var at: Timestamp
    /// What happened as a JSON object: a grade, an undoing, a reset.
    public var document: String

    /// An event from its fields.
    public init(id: RecordID, user: RecordID, item: String, at: Timestamp, document: String) {
        self.id = id
        self.user = user
        self.item = item
        self.at = at
        self.document = document
    }
}
