import Ink

/// The cheapest roles of all written strokes for one placement of the reference.
struct RoleSearch {
    /// Roles with what they cost.
    struct Roles {
        var roles: [Judgement.Role]
        /// For each part, the alternative.
        var choice: [Int]
        /// Items in listed order.
        var listing: [Int]
        /// Which places of the listing nobody wrote.
        var missing: [Int]
        var price: Double
    }

    let character: PreparedCharacter
    let written: [InkLine]
    let costs: CostTable
    let joined: JoinedStrokes

    init(_ character: PreparedCharacter, written: [InkLine], costs: CostTable, joined: JoinedStrokes) {
        self.character = character
        self.written = written
        self.costs = costs
        self.joined = joined
    }

    /// Starts from the standard alternatives and changes one part at a time as long as that makes it cheaper.
    func roles() -> Roles {
        var solver = AssignmentSolver()
        var choice = [Int](repeating: 0, count: character.ways.count)
        var best = assigned(choice, &solver)
        var isImproving = true
        while isImproving {
            isImproving = false
            for part in character.ways.indices {
                for way in character.ways[part].indices where way != best.choice[part] {
                    choice = best.choice
                    choice[part] = way
                    guard leastPrice(choice) < best.price else { continue }
                    let candidate = assigned(choice, &solver)
                    if candidate.price < best.price - 1e-9 {
                        best = candidate
                        isImproving = true
                    }
                }
            }
        }
        return best
    }

    /// Alternatives cost no less than this: as if every stroke could be what it fits best, whoever else is that, too, or one of two strokes that
    /// are joined; and what there are too few strokes for is missing, but where a stroke is two in one, which costs so much more than one that
    /// is missing. Spares nearly all assignments of a character that is written as it should be.
    func leastPrice(_ choice: [Int]) -> Double {
        var free = 0.0, lacking = 0.0, count = 0
        for part in choice.indices { count += character.ways[part][choice[part]].items.count }
        for stroke in written.indices {
            var least = Tuning.joining / 2
            for part in choice.indices {
                for item in character.ways[part][choice[part]].items { least = min(least, costs.price(stroke, item)) }
            }
            free += least
            lacking += min(least, Tuning.joining - Tuning.missing)
        }
        lacking += Double(max(0, count - written.count)) * Tuning.missing
        // A little less: sums are rounded otherwise here.
        return max(free, lacking) + Double(choice.count { $0 != 0 }) * Tuning.alternative - 1e-6
    }

    /// The cheapest roles with these alternatives.
    func assigned(_ choice: [Int], _ solver: inout AssignmentSolver) -> Roles {
        let listing = character.listing(choice)
        var table: [Double] = []
        table.reserveCapacity(written.count * listing.count)
        for stroke in written.indices {
            for item in listing { table.append(costs.price(stroke, item)) }
        }
        let columnOfRow = solver.columnOfRow(
            columns: listing.count, alone: written.map { Tuning.extra($0) + Tuning.missing }, cost: table)
        var taken = [Bool](repeating: false, count: listing.count)
        for column in columnOfRow { if let column { taken[column] = true } }
        var found = Roles(
            roles: columnOfRow.enumerated().map { stroke, column in
                column.map { .stroke(listing[$0], reversed: costs.isReversed(stroke, listing[$0])) } ?? .extra
            },
            choice: choice, listing: listing, missing: listing.indices.filter { !taken[$0] }, price: 0)
        for way in choice where way != 0 { found.price += Tuning.alternative }
        for stroke in written.indices { found.price += price(stroke, found.roles[stroke]) }
        found.price += Double(found.missing.count) * Tuning.missing
        merge(&found)
        split(&found)
        found.price += Disorder.price(listing, found.roles)
        return found
    }

    /// What a stroke costs that stands for itself.
    func price(_ stroke: Int, _ role: Judgement.Role) -> Double {
        if case .stroke(let item, _) = role { costs.price(stroke, item) } else { Tuning.extra(written[stroke]) }
    }
}
