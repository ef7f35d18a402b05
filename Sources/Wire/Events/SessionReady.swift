/// `session:ready`: the session is there, new or resumed.
public struct SessionReady: Equatable, Sendable {
    /// The session's id.
    public var session: String
    /// The secret to resume it with; nil for a watcher.
    public var resume: String?
    /// The secret to watch it with; nil for a watcher.
    public var watch: String?
    /// Number of the last ink event that was applied, 0 where none was.
    public var ink: UInt64
    /// Number of the last output, 0 where there was none.
    public var output: UInt64
    /// Whether acknowledged ink survives this node.
    public var isDurable: Bool
    /// The characters to be written.
    public var characters: [String]

    /// A ready from its fields.
    public init(
        session: String, resume: String?, watch: String?, ink: UInt64, output: UInt64, isDurable: Bool,
        characters: [String]
    ) {
        self.session = session
        self.resume = resume
        self.watch = watch
        self.ink = ink
        self.output = output
        self.isDurable = isDurable
        self.characters = characters
    }
}
