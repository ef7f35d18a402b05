public import Characters
import Ink

/// A reference character made ready for comparing: every stroke of every alternative once, as an outline.
///
/// Immutable, shared by all sessions that write the character.
public final class PreparedCharacter: Sendable {
    /// A stroke that may be written, in whichever alternatives it occurs.
    struct Item: Sendable {
        /// The part it belongs to.
        let part: Int
        /// The stroke.
        let outline: Outline
        /// The hook or sweep with which it ends.
        let ending: StrokeEnding?
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
    /// For each part, its alternatives; the standard one first.
    let ways: [[Way]]

    /// Prepares a character. Takes some ten microseconds a stroke: whoever opens many sessions keeps what was prepared.
    public init(_ character: ReferenceCharacter) {
        var items: [Item] = []
        var ways: [[Way]] = []
        for (part, reference) in character.parts.enumerated() {
            // A stroke that several alternatives share is one item, so that evidence for it counts in all of them.
            var known: [(stroke: ReferenceStroke, item: Int)] = []
            func item(for stroke: ReferenceStroke) -> Int {
                if let found = known.first(where: { $0.stroke == stroke }) { return found.item }
                items.append(
                    Item(part: part, outline: Outline(stroke.points), ending: StrokeEnding(stroke.points)))
                known.append((stroke, items.count - 1))
                return items.count - 1
            }
            ways.append(
                reference.alternatives.map { alternative in
                    let listed = alternative.strokes.map { item(for: $0) }
                    return Way(items: listed, orders: alternative.orders.map { order in order.map { listed[$0] } })
                })
        }
        self.items = items
        self.ways = ways
    }

    /// Prepares what a source knows of a character.
    ///
    /// - Throws: `UnknownCharacter` where it knows nothing.
    public convenience init(_ character: Character, of source: some CharacterSource) throws(UnknownCharacter) {
        guard let reference = source.reference(for: character) else { throw UnknownCharacter(character: character) }
        self.init(reference)
    }

    /// The chosen alternatives' items in listed order: a stroke's place is its number in messages and verdicts.
    func listing(_ choice: [Int]) -> [Int] {
        var listing: [Int] = []
        for part in ways.indices { listing += ways[part][choice[part]].items }
        return listing
    }
}
