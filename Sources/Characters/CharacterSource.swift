/// Whatever can say how a character is written: the built-in Hangul, a library file, several of them in order.
public protocol CharacterSource: Sendable {
    /// How `text`, one character, is written; nil where this source does not know it.
    func reference(for text: Character) -> ReferenceCharacter?

    /// A short, stable digest of all that the source knows: part of a session log's head, so that no node folds a log with
    /// another library.
    var digest: String { get }

    /// The characters that `text` is mistaken for, of the same script, the nearest first: when all strokes are there, the ink is weighed
    /// for them as well. Symmetric: a rival's rivals hold `text`.
    func rivals(of text: Character) -> [Character]

    /// All characters that the source knows, each once, in an order of its own that never changes.
    var characters: [Character] { get }
}

extension CharacterSource {
    /// A source that knows of no rivals.
    public func rivals(of text: Character) -> [Character] { [] }

    /// A source that lists nothing.
    public var characters: [Character] { [] }
}
