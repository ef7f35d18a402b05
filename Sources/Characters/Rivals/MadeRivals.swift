import Synchronization

/// The rivals of a library that holds none, found when somebody first asks for them.
final class MadeRivals: Sendable {
    private let file: LibraryFile
    private let known = Mutex<[Character: [Character]]?>(nil)

    init(of file: LibraryFile) { self.file = file }

    func rivals(of text: Character) -> [Character] {
        known.withLock { known in
            let made = known ?? make()
            known = made
            return made[text] ?? []
        }
    }

    /// A character whose record is damaged has no rivals and is none.
    private func make() -> [Character: [Character]] {
        let characters = (0..<file.count).compactMap { try? file.character(at: $0) }
        let index = RivalIndex(characters.map { ($0.text, DirectionMap($0)) })
        var made: [Character: [Character]] = [:]
        for (character, rivals) in zip(characters, index.rivals) {
            made[Character(character.text)] = rivals.map { Character(characters[$0].text) }
        }
        return made
    }
}
