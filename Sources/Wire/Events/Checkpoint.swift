/// Where a session can begin again: between two characters, when nothing is open.
///
/// The server gives it with an `ink:ack`, the client lets go of the ink up to it, and gives it back when it resumes: from here on
/// it can send all ink again, and the same outputs with the same numbers follow, whoever computes them.
public struct Checkpoint: Equatable, Sendable {
    /// Number of the last ink event before it.
    public var ink: UInt64
    /// Number of the last output before it.
    public var output: UInt64
    /// Place in the text of the character that is written next.
    public var character: Int

    /// A checkpoint from its fields.
    public init(ink: UInt64, output: UInt64, character: Int) {
        self.ink = ink
        self.output = output
        self.character = character
    }

    /// Where every session begins.
    public static let beginning = Checkpoint(ink: 0, output: 0, character: 0)
}
