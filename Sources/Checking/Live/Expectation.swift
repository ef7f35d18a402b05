import Ink

/// What may be written next, seen from what has been written: the strokes that are due, and all others that are still open.
struct Expectation {
    /// Items that may come next without a fault, ascending.
    private(set) var due: [Int] = []
    /// Items that nobody has written yet, in any alternative that is still possible, ascending.
    private(set) var open: [Int] = []

    /// Nothing may be written.
    init() {}

    /// - Parameters:
    ///   - character: what is being written.
    ///   - written: items in the order of writing; merged strokes count as both.
    ///   - choice: for each part the alternative that is written, where that is known already.
    init(_ character: PreparedCharacter, choice: [Int]? = nil, written: [Int]) {
        var isWritten = [Bool](repeating: false, count: character.items.count)
        for item in written { isWritten[item] = true }
        let last = written.last
        var isOpen = [Bool](repeating: false, count: character.items.count)
        var isDue = [Bool](repeating: false, count: character.items.count)
        var isFirstOpenPart = true
        var followsLast = false
        for (part, ways) in character.ways.enumerated() {
            let possible = choice.map { [ways[$0[part]]] } ?? Self.possible(ways, isWritten)
            let isDone = possible.contains { way in way.items.allSatisfy { isWritten[$0] } }
            var continues = false
            for way in possible {
                for item in way.items where !isWritten[item] && !isDone { isOpen[item] = true }
                guard !isDone else { continue }
                for order in Self.followed(way.orders, isWritten) {
                    if isFirstOpenPart || followsLast, let first = order.first(where: { !isWritten[$0] }) {
                        isDue[first] = true
                    }
                    if let last, let place = order.firstIndex(of: last) {
                        if let next = order[(place + 1)...].first(where: { !isWritten[$0] }) {
                            isDue[next] = true
                        } else {
                            continues = true
                        }
                    }
                }
            }
            if isDone, let last, possible.contains(where: { $0.items.contains(last) }) { continues = true }
            if !isDone {
                isFirstOpenPart = false
                followsLast = continues
            } else {
                followsLast = followsLast || continues
            }
        }
        open = isOpen.indices.filter { isOpen[$0] }
        due = isDue.indices.filter { isDue[$0] }
    }

    /// The orders that begin with what was written of them; all of them where none does.
    private static func followed(_ orders: [[Int]], _ isWritten: [Bool]) -> [[Int]] {
        guard orders.count > 1 else { return orders }
        let followed = orders.filter { order in
            order.drop { isWritten[$0] }.allSatisfy { !isWritten[$0] }
        }
        return followed.isEmpty ? orders : followed
    }

    /// The alternatives of a part that hold everything that was written of it; all of them where none does.
    private static func possible(_ ways: [PreparedCharacter.Way], _ isWritten: [Bool]) -> [PreparedCharacter.Way] {
        guard ways.count > 1 else { return ways }
        var items = Set<Int>()
        for way in ways { items.formUnion(way.items) }
        let written = items.filter { isWritten[$0] }
        let holding = ways.filter { way in written.allSatisfy { way.items.contains($0) } }
        return holding.isEmpty ? ways : holding
    }
}
