import Characters
import Checking
import Synchronization

/// Reference characters made ready for comparing, each once for all sessions that write it.
///
/// Preparing costs more than a session's whole state, in time and in memory, and a class writes the same few characters. The lock is taken when a
/// session begins.
final class PreparedCharacters: Sendable {
    private let source: any CharacterSource
    private let shelf: RivalShelf
    private let prepared = Mutex<[Character: PreparedCharacter]>([:])

    /// How many are kept, some ten kilobytes each; when there are more, the collection begins anew. Sessions keep theirs.
    static let limit = 1_000

    /// Nothing is prepared before it is asked for.
    init(_ source: some CharacterSource) {
        self.source = source
        shelf = RivalShelf(source)
    }

    /// The characters of a text, in order.
    ///
    /// - Throws: `UnknownCharacter` where the source does not know one.
    func characters(of text: [Character]) throws(UnknownCharacter) -> [PreparedCharacter] {
        var characters: [PreparedCharacter] = []
        for character in text { characters.append(try self.character(character)) }
        return characters
    }

    private func character(_ character: Character) throws(UnknownCharacter) -> PreparedCharacter {
        if let known = prepared.withLock({ $0[character] }) { return known }
        let made = try PreparedCharacter(character, of: source, shelf: shelf)
        prepared.withLock { prepared in
            if prepared.count >= Self.limit { prepared.removeAll() }
            prepared[character] = made
        }
        return made
    }
}
