import Ink

/// The cheapest roles of all written strokes for one placement of the reference.
struct RoleSearch {
    private let character: PreparedCharacter
    private let written: [Outline]
    private let costs: CostTable

    init(_ character: PreparedCharacter, written: [Outline], costs: CostTable) {
        self.character = character
        self.written = written
        self.costs = costs
    }

    /// Starts from the standard alternatives and changes one part at a time as long as that makes it cheaper.
    func judgement() -> Judgement {
        var choice = [Int](repeating: 0, count: character.ways.count)
        var best = assigned(choice)
        var isImproving = true
        while isImproving {
            isImproving = false
            for part in character.ways.indices {
                for way in character.ways[part].indices where way != best.choice[part] {
                    choice = best.choice
                    choice[part] = way
                    let candidate = assigned(choice)
                    if candidate.energy < best.energy - 1e-9 {
                        best = candidate
                        isImproving = true
                    }
                }
            }
        }
        return best
    }

    private func assigned(_ choice: [Int]) -> Judgement {
        let listing = character.listing(choice)
        var table: [Double] = []
        table.reserveCapacity(written.count * listing.count)
        for stroke in written.indices {
            for item in listing { table.append(costs[stroke, item].total) }
        }
        let solver = AssignmentSolver(
            rows: written.count, columns: listing.count, alone: Tuning.extra + Tuning.missing, cost: table)
        var roles = solver.columnOfRow.enumerated().map { stroke, column in
            column.map { Judgement.Role.stroke(listing[$0], reversed: costs[stroke, listing[$0]].isReversed) } ?? .extra
        }
        var taken = [Bool](repeating: false, count: listing.count)
        for column in solver.columnOfRow { if let column { taken[column] = true } }
        var missing = listing.indices.filter { !taken[$0] }

        var energy = choice.reduce(0) { $0 + ($1 == 0 ? 0 : Tuning.alternative) }
        for (stroke, role) in roles.enumerated() {
            if case .stroke(let item, _) = role { energy += costs[stroke, item].total } else { energy += Tuning.extra }
        }
        energy += Double(missing.count) * Tuning.missing
        energy += merge(listing, &roles, &missing)
        energy += split(&roles)
        energy += disorder(listing, roles)
        return Judgement(
            roles: roles, choice: choice, missing: missing.map { listing[$0] }, placement: .prior, energy: energy)
    }

    /// Explains missing strokes as written in one movement with their neighbours; returns what that saves.
    private func merge(_ listing: [Int], _ roles: inout [Judgement.Role], _ missing: inout [Int]) -> Double {
        var saved = 0.0
        while !missing.isEmpty {
            var best = (gain: -1e-9, stroke: -1, first: -1)
            for first in 0..<max(listing.count - 1, 0) {
                let isFirstMissing = missing.contains(first), isSecondMissing = missing.contains(first + 1)
                guard isFirstMissing || isSecondMissing else { continue }
                for stroke in written.indices {
                    var before = Tuning.missing
                    switch roles[stroke] {
                    case .stroke(let item, _):
                        guard isFirstMissing != isSecondMissing, item == listing[isFirstMissing ? first + 1 : first]
                        else { continue }
                        before += costs[stroke, item].total
                    case .extra:
                        guard isFirstMissing && isSecondMissing else { continue }
                        before += Tuning.missing + Tuning.extra
                    case .merged, .split: continue
                    }
                    let cost = costs.merged(stroke, listing[first], listing[first + 1])
                    guard !cost.isReversed else { continue }
                    let gain = cost.total + Tuning.joining - before
                    if gain < best.gain { best = (gain, stroke, first) }
                }
            }
            guard best.stroke >= 0 else { break }
            roles[best.stroke] = .merged(listing[best.first], listing[best.first + 1])
            missing.removeAll { $0 == best.first || $0 == best.first + 1 }
            saved += best.gain
        }
        return saved
    }

    /// Explains extra strokes as one half of a neighbour in time; returns what that saves.
    private func split(_ roles: inout [Judgement.Role]) -> Double {
        var saved = 0.0
        for stroke in written.indices where roles[stroke] == .extra {
            for neighbour in [stroke - 1, stroke + 1] where written.indices.contains(neighbour) {
                guard roles[stroke] == .extra, case .stroke(let item, _) = roles[neighbour] else { continue }
                let cost = costs.split(min(stroke, neighbour), max(stroke, neighbour), item)
                let gain = cost.total + Tuning.joining - Tuning.extra - costs[neighbour, item].total
                if gain < 0, !cost.isReversed {
                    roles[stroke] = .split(item)
                    roles[neighbour] = .split(item)
                    saved += gain
                }
            }
        }
        return saved
    }

    /// What the order costs: people rarely write in a wild order, so of two equal explanations the orderly one is likelier.
    private func disorder(_ listing: [Int], _ roles: [Judgement.Role]) -> Double {
        var places: [Int] = []
        for role in roles {
            switch role {
            case .stroke(let item, _), .merged(let item, _), .split(let item):
                if let place = listing.firstIndex(of: item) { places.append(place) }
            case .extra: continue
            }
        }
        var inversions = 0
        for i in places.indices {
            for j in places.indices where j > i && places[j] < places[i] { inversions += 1 }
        }
        return min(Double(inversions), 4) * Tuning.disorder
    }
}
