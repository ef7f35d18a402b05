public import Characters
import Ink

/// A reference character made ready for comparing: every stroke of every alternative once, as an outline.
///
/// Immutable, shared by all sessions that write the character.
public final class PreparedCharacter: Sendable {
    /// A stroke that may be written, in whichever alternatives it occurs. An object, since every look at it by value would copy a kilobyte.
    final class Item: Sendable {
        /// The part it belongs to.
        let part: Int
        /// The stroke.
        let outline: Outline
        /// The hook or sweep with which it ends.
        let ending: StrokeEnding?
        /// The stroke as moments.
        let moments: Moments
        /// Whether the stroke comes back to where it began.
        let isRing: Bool
        /// Other forms of the same stroke: a ring begun elsewhere, in even steps of its way round; a stroke without its hook, or as its twin
        /// is drawn.
        let forms: [Moments]
        /// The bend of the stroke, and of its form without a hook where it has one; none of a ring.
        let bends: [Bend]
        /// What is there when the pen has written only a part of the stroke: from its beginning, and towards its end.
        let parts: [Moments]
        /// Those of them that go from its beginning.
        var beginnings: [Moments] { stride(from: 0, to: parts.count, by: 2).map { parts[$0] } }

        /// The moments of the stroke, or of its other form number `form`; from its end where `reversed`.
        func moments(form: Int, reversed: Bool) -> Moments {
            let forward = form == 0 ? moments : forms[form - 1]
            return reversed ? forward.reversed : forward
        }

        /// The bend of one of its forms; nil where that is straight or a ring.
        func bend(form: Int) -> Bend? {
            guard !bends.isEmpty else { return nil }
            let bend = form < bends.count ? bends[form] : bends[0]
            return bend.isBent ? bend : nil
        }

        /// In how many steps of fifteen a ring is turned.
        static let turnStep = 2
        /// Which shares of a stroke are held against ink that may be a part of it.
        private static let shares = [0.35, 0.5, 0.65]

        /// - Parameter twin: the same stroke of the same letter, drawn beside it (ㄲ): which of the two a hand meant is told by where
        ///   it is, not by what the drawings differ in.
        init(part: Int, points: [Point], twin: [Point]? = nil) {
            self.part = part
            outline = Outline(points)
            ending = StrokeEnding(points)
            moments = Moments(outline)
            let line = Polyline(points), back = Polyline(points.reversed())
            isRing = outline.isClosed
            forms =
                Self.forms(of: line, outline, ending) + (isRing ? [] : [twin.map(moments.reshaped)].compactMap(\.self))
            bends = isRing ? [] : [Bend(outline)] + (Self.hookless(line, ending).map { [Bend($0)] } ?? [])
            parts = Self.shares.flatMap { share in
                [
                    Moments(Outline(line.prefix(through: share * line.length).points)),
                    Moments(Outline(back.prefix(through: share * line.length).points)).reversed,
                ]
            }
        }

        /// The stroke without its hook; nil where it has none.
        private static func hookless(_ line: Polyline, _ ending: StrokeEnding?) -> Outline? {
            guard let ending, ending.technique == .hook else { return nil }
            return Outline(line.prefix(through: line.length - ending.way.length).points)
        }

        private static func forms(of line: Polyline, _ outline: Outline, _ ending: StrokeEnding?) -> [Moments] {
            if outline.isClosed {
                return stride(from: turnStep, to: Outline.count - 1, by: turnStep).map {
                    Moments(outline.turned(by: $0))
                }
            }
            return hookless(line, ending).map { [Moments($0)] } ?? []
        }
    }

    /// An alternative of a part, told in items.
    struct Way: Sendable {
        /// Items in their listed order: the place in it is the stroke's number within the part.
        let items: [Int]
        /// Accepted orders of items, the standard one first.
        let orders: [[Int]]
    }

    /// All strokes of all alternatives, part by part.
    let items: [Item]
    /// The places of all items' outlines, `Outline.count` for each, in one block of memory that is read in place: an outline held by value would be
    /// copied for every look at it.
    let places: [Point]
    /// For each part, its alternatives; the standard one first.
    let ways: [[Way]]
    /// For each item its number, from 1, in the model that a learner is shown: the standard alternatives. A stroke of another one has the number
    /// of that in its place.
    let numbers: [Int]

    /// What its strokes are to each other.
    let relations: [Relation]
    /// What the character is mistaken for; nil where nobody has said where to look.
    let rivals: Rivals?

    /// Prepares a character without rivals. Takes some ten microseconds a stroke: whoever opens many sessions keeps what was prepared.
    public convenience init(_ character: ReferenceCharacter) { self.init(character, rivals: nil) }

    private init(_ character: ReferenceCharacter, rivals: Rivals?) {
        self.rivals = rivals
        var items: [Item] = []
        var ways: [[Way]] = []
        for (part, reference) in character.parts.enumerated() {
            // A stroke that several alternatives share is one item, so that evidence for it counts in all of them.
            var known: [(stroke: ReferenceStroke, item: Int)] = []
            func item(for stroke: ReferenceStroke, twin: ReferenceStroke?) -> Int {
                if let found = known.first(where: { $0.stroke == stroke }) { return found.item }
                items.append(Item(part: part, points: stroke.points, twin: twin?.points))
                known.append((stroke, items.count - 1))
                return items.count - 1
            }
            let twin = Self.twin(of: part, among: character.parts)
            ways.append(
                reference.alternatives.enumerated().map { way, alternative in
                    let listed = alternative.strokes.enumerated().map { place, stroke in
                        item(for: stroke, twin: twin?.alternatives[way].strokes[place])
                    }
                    return Way(items: listed, orders: alternative.orders.map { order in order.map { listed[$0] } })
                })
        }
        self.items = items
        relations = Relations.of(items, ways, text: character.text)
        places = items.flatMap(\.outline.line)
        self.ways = ways
        var numbers = [Int](repeating: 0, count: items.count)
        var before = 0
        for part in ways {
            for way in part {
                for (place, item) in way.items.enumerated() where numbers[item] == 0 {
                    numbers[item] = before + min(place + 1, part[0].items.count)
                }
            }
            before += part[0].items.count
        }
        self.numbers = numbers
    }

    /// The same letter written right before or after a part: the other half of a double consonant.
    private static func twin(of part: Int, among parts: [ReferencePart]) -> ReferencePart? {
        func strokes(_ part: ReferencePart) -> [Int] { part.alternatives.map(\.strokes.count) }
        return [part - 1, part + 1].lazy.filter(parts.indices.contains).map { parts[$0] }
            .first { $0.name == parts[part].name && strokes($0) == strokes(parts[part]) }
    }

    /// Strokes of the longest way to write it.
    var longest: Int { ways.reduce(0) { $0 + ($1.map(\.items.count).max() ?? 0) } }

    /// Prepares what a source knows of a character.
    ///
    /// - Parameter shelf: where its rivals are found, of the same source; without one they are found for this character alone.
    /// - Throws: `UnknownCharacter` where the source knows nothing.
    public convenience init(
        _ character: Character, of source: some CharacterSource, shelf: RivalShelf? = nil
    ) throws(UnknownCharacter) {
        guard let reference = source.reference(for: character) else { throw UnknownCharacter(character: character) }
        self.init(reference, rivals: Rivals(of: character, on: shelf ?? RivalShelf(source)))
    }

    /// The chosen alternatives' items in listed order: a stroke's place is its number in messages and verdicts.
    func listing(_ choice: [Int]) -> [Int] {
        var listing: [Int] = []
        for part in ways.indices { listing += ways[part][choice[part]].items }
        return listing
    }
}
