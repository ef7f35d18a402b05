import Characters

/// Where the rivals of one character are found.
final class Rivals: Sendable {
    /// The character that was asked for.
    let text: Character
    private let shelf: RivalShelf

    /// From how many characters on to their rivals the search goes.
    private static let steps = 5
    /// How many it finds.
    private static let found = 3
    /// A rival that looks less like the ink than so much of how far the character itself is from it is none.
    private static let reach = 1.1

    init(of text: Character, on shelf: RivalShelf) {
        self.text = text
        self.shelf = shelf
    }

    /// A character that looks like the ink.
    struct Likeness {
        var text: Character
        /// By how much nearer it is than the character that was asked for: in a map's distance.
        var gain: Int
    }

    /// The characters that look most like the ink, the nearest first.
    ///
    /// Goes from the character's rivals to the rivals of the one that is nearest, and on, as long as that comes nearer: whoever wrote a quite
    /// different character is told so, too, though nobody looked at the whole library.
    func nearest(to ink: DirectionMap) -> [Likeness] {
        guard let asked = shelf.map(of: text) else { return [] }
        let own = ink.distance(to: asked), limit = Int(Double(own) * Self.reach)
        var seen: Set<Character> = [text]
        var nearest: [Likeness] = []
        var place = text
        for _ in 0..<Self.steps {
            for rival in shelf.rivals(of: place) where seen.insert(rival.text).inserted {
                let distance = ink.distance(to: rival.map)
                guard distance < limit else { continue }
                let gain = own - distance
                let at = nearest.firstIndex { gain > $0.gain } ?? nearest.count
                guard at < Self.found else { continue }
                nearest.insert(Likeness(text: rival.text, gain: gain), at: at)
                if nearest.count > Self.found { nearest.removeLast() }
            }
            guard let next = nearest.first, next.text != place else { break }
            place = next.text
        }
        return nearest
    }

    /// A rival ready for comparing.
    func prepared(_ rival: Character) -> PreparedCharacter? { shelf.prepared(rival) }
}
