public import Characters
import Synchronization

/// What characters look like and how they are written, for whoever weighs ink for them besides the one that was asked for: each made when
/// somebody first needs it, once for all sessions.
public final class RivalShelf: Sendable {
    private let source: any CharacterSource
    private let lists = Mutex<[Character: [(text: Character, map: DirectionMap)]]>([:])
    private let maps = Mutex<[Character: DirectionMap]>([:])
    private let prepared = Mutex<[Character: PreparedCharacter]>([:])

    // How many are kept; when there are more, the collection begins anew. A list takes a kilobyte, a map half of one, a prepared character
    // some ten.
    private static let mostLists = 1_024
    private static let mostMaps = 16_384
    private static let mostPrepared = 512

    /// A shelf of what a source knows; empty.
    public init(_ source: some CharacterSource) { self.source = source }

    /// The characters that one is mistaken for, with what they look like; twenty microseconds for each that nobody has asked about.
    func rivals(of text: Character) -> [(text: Character, map: DirectionMap)] {
        if let known = lists.withLock({ $0[text] }) { return known }
        let list = source.rivals(of: text).compactMap { rival in map(of: rival).map { (text: rival, map: $0) } }
        lists.withLock {
            if $0.count >= Self.mostLists { $0.removeAll() }
            $0[text] = list
        }
        return list
    }

    func map(of text: Character) -> DirectionMap? {
        if let known = maps.withLock({ $0[text] }) { return known }
        guard let map = source.reference(for: text).map({ DirectionMap($0) }) else { return nil }
        maps.withLock {
            if $0.count >= Self.mostMaps { $0.removeAll() }
            $0[text] = map
        }
        return map
    }

    func prepared(_ text: Character) -> PreparedCharacter? {
        if let known = prepared.withLock({ $0[text] }) { return known }
        guard let made = source.reference(for: text).map({ PreparedCharacter($0) }) else { return nil }
        prepared.withLock {
            if $0.count >= Self.mostPrepared { $0.removeAll() }
            $0[text] = made
        }
        return made
    }
}
