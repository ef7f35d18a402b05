import Ink

/// Which reference strokes the written strokes of a character stand for, found for all of them together.
struct Judgement: Sendable {
    /// What a written stroke stands for.
    enum Role: Equatable, Sendable {
        /// An item of the prepared character.
        case stroke(Int, reversed: Bool)
        /// Two items in one movement.
        case merged(Int, Int)
        /// One half of an item that was written in two movements.
        case split(Int)
        /// Nothing in the character.
        case extra
    }

    /// One role for each written stroke.
    var roles: [Role]
    /// For each part, the alternative that was matched.
    var choice: [Int]
    /// Items of the chosen alternatives that nobody wrote, in listed order.
    var missing: [Int]
    /// How the reference lies on the learner's ink.
    var placement: Placement
    /// What all of it costs: the smaller, the likelier.
    var energy: Double
}

extension Judgement.Role {
    /// The items that the stroke stands for.
    var items: RoleItems {
        switch self {
        case .stroke(let item, _), .split(let item): RoleItems(item)
        case .merged(let first, let second): RoleItems(first, second)
        case .extra: RoleItems()
        }
    }
}

extension Judgement {
    /// The judgement before the first stroke.
    init(nothingOf character: PreparedCharacter) {
        self.init(
            roles: [], choice: [Int](repeating: 0, count: character.ways.count), missing: [], placement: .prior,
            energy: 0)
    }

    /// The same, but that parts of which strokes are missing are those of the model wherever that holds what was written of them: who left
    /// strokes out is told of those that were seen, not of a way to write it with fewer.
    func followingModel(_ character: PreparedCharacter) -> Judgement {
        var followed = self
        let written = writtenItems
        for part in choice.indices where choice[part] != 0 {
            let items = character.ways[part][0].items
            if character.ways[part][choice[part]].items.contains(where: missing.contains),
                written.allSatisfy({ character.items[$0].part != part || items.contains($0) })
            {
                followed.choice[part] = 0
            }
        }
        guard followed.choice != choice else { return self }
        followed.missing = character.listing(followed.choice).filter { !written.contains($0) }
        return followed
    }

    /// All items that were written, in the order of writing.
    var writtenItems: [Int] { roles.flatMap(\.items) }
}
