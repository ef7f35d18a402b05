public import Wire

/// A session's log as the store hands it over.
public struct StoredLog: Equatable, Sendable {
    /// The bytes of the head, see ``LogHead``.
    public var head: [UInt8]
    /// From where on there is ink.
    public var base: Checkpoint
    /// Results of characters before the base.
    public var results: [CharacterLine]
    /// All items in order.
    public var items: [LogItem]

    /// A log from its parts.
    public init(head: [UInt8], base: Checkpoint, results: [CharacterLine], items: [LogItem]) {
        self.head = head
        self.base = base
        self.results = results
        self.items = items
    }
}
