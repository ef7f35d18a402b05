/// What somebody has set, as one JSON object; what may be in it is the API's business.
public struct Settings: Hashable, Sendable {
    /// The object's text.
    public var document: String
    /// When it was last changed.
    public var updatedAt: Timestamp
    /// Grows with each change; 0 where nothing was ever set.
    public var version: Int64

    /// Settings from their fields.
    public init(document: String = "{}", updatedAt: Timestamp, version: Int64 = 0) {
        self.document = document
        self.updatedAt = updatedAt
        self.version = version
    }
}
