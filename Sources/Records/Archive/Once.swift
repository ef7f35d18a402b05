/// What makes a change happen once, however often it is asked for: a client's `Idempotency-Key`, and what is to be answered each time.
///
/// It is kept in the same transaction as the change. Asked for again, the change throws ``ArchiveError/repeated(_:)``.
public struct Once: Hashable, Sendable {
    /// Whose key it is: a user's id, or an address.
    public var owner: String
    /// The client's key.
    public var key: String
    /// What is answered.
    public var reply: Reply
    /// When it was asked for.
    public var at: Timestamp

    /// A promise from its fields.
    public init(owner: String, key: String, reply: Reply, at: Timestamp) {
        self.owner = owner
        self.key = key
        self.reply = reply
        self.at = at
    }
}

/// An answer that was given, and to what.
public struct Reply: Hashable, Sendable {
    /// SHA-256 of what was asked: under one key another question is a mistake of the client's.
    public var request: [UInt8]
    /// The answer's status.
    public var status: Int
    /// The answer's body.
    public var body: [UInt8]

    /// An answer from its fields.
    public init(request: [UInt8], status: Int, body: [UInt8]) {
        self.request = request
        self.status = status
        self.body = body
    }
}
