import Ink

/// What of a character has been written, and what of the rest may come next. Kept and asked again after every stroke, so that its memory is
/// taken once.
struct Progress {
    /// For each item whether it may come next without a fault.
    private(set) var isDue: [Bool]
    /// For each item whether nobody has written it yet, in any alternative that is still possible.
    private(set) var isOpen: [Bool]

    private let character: PreparedCharacter
    /// For each part the alternative that is written, where that is known already.
    private let choice: [Int]?
    private var written: [Int] = []
    private var isWritten: [Bool]

    init(_ character: PreparedCharacter, choice: [Int]? = nil) {
        self.character = character
        self.choice = choice
        isDue = [Bool](repeating: false, count: character.items.count)
        isOpen = isDue
        isWritten = isDue
        written.reserveCapacity(character.items.count)
    }

    /// An item was written after all those before.
    mutating func write(_ item: Int) {
        written.append(item)
        isWritten[item] = true
    }

    /// Finds what is due and open now.
    mutating func look() {
        for item in isDue.indices {
            isDue[item] = false
            isOpen[item] = false
        }
        var isFirstOpenPart = true
        var followsLast = false
        for part in character.ways.indices {
            let isAnyPossible = character.ways[part].contains { holdsWritten($0, of: part) }
            func isPossible(_ way: Int) -> Bool {
                choice.map { $0[part] == way }
                    ?? (!isAnyPossible || holdsWritten(character.ways[part][way], of: part))
            }
            let ways = character.ways[part]
            let isDone = ways.indices.contains { isPossible($0) && ways[$0].items.allSatisfy { isWritten[$0] } }
            var continues = false
            for way in ways.indices where isPossible(way) {
                if isDone {
                    if let last = written.last, ways[way].items.contains(last) { continues = true }
                } else if look(at: ways[way], isNext: isFirstOpenPart || followsLast) {
                    continues = true
                }
            }
            if isDone {
                followsLast = followsLast || continues
            } else {
                isFirstOpenPart = false
                followsLast = continues
            }
        }
    }

    /// Looks at one way to write a part that is not finished; `isNext` where its first stroke may come next. Answers whether the part ends
    /// with the stroke that was written last.
    private mutating func look(at way: PreparedCharacter.Way, isNext: Bool) -> Bool {
        for item in way.items where !isWritten[item] { isOpen[item] = true }
        var ends = false
        let isAnyFollowed = way.orders.contains(where: isFollowed)
        for order in way.orders where !isAnyFollowed || isFollowed(order) {
            if isNext, let first = order.first(where: { !isWritten[$0] }) { isDue[first] = true }
            guard let last = written.last, let place = order.firstIndex(of: last) else { continue }
            if let next = order[(place + 1)...].first(where: { !isWritten[$0] }) {
                isDue[next] = true
            } else {
                ends = true
            }
        }
        return ends
    }

    /// Whether an order begins with what was written of it.
    private func isFollowed(_ order: [Int]) -> Bool { order.drop { isWritten[$0] }.allSatisfy { !isWritten[$0] } }

    /// Whether an alternative of a part holds everything that was written of the part.
    private func holdsWritten(_ way: PreparedCharacter.Way, of part: Int) -> Bool {
        written.allSatisfy { character.items[$0].part != part || way.items.contains($0) }
    }
}
