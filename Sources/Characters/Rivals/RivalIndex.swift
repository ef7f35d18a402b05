/// Which characters of a collection are mistaken for which: each one's nearest others of the same script.
///
/// It is symmetric: if A is a rival of B, B is one of A. Pairs are taken from the nearest on, as long as both have room.
struct RivalIndex: Equatable, Sendable {
    /// Most rivals of one character.
    static let most = 32
    /// Of how many of its nearest a character looks at more than it may have: others may have no room.
    private static let looked = 48
    /// Characters of so many more or fewer strokes are told apart by that.
    private static let mostMoreStrokes = 1

    /// For each character the places of its rivals, the nearest first.
    let rivals: [[Int]]

    /// The index of a collection.
    init(_ characters: [(text: String, map: DirectionMap)]) {
        var groups: [(script: Script, members: [Int])] = []
        for (place, character) in characters.enumerated() {
            let script = Script(Character(character.text))
            if let group = groups.firstIndex(where: { $0.script == script }) {
                groups[group].members.append(place)
            } else {
                groups.append((script, [place]))
            }
        }
        var pairs: [Pair] = []
        for group in groups { pairs += Self.nearest(group.members, characters.map(\.map)) }
        pairs.sort { ($0.distance, $0.first, $0.second) < ($1.distance, $1.first, $1.second) }
        var rivals = [[Int]](repeating: [], count: characters.count)
        for pair in pairs where rivals[pair.first].count < Self.most && rivals[pair.second].count < Self.most {
            rivals[pair.first].append(pair.second)
            rivals[pair.second].append(pair.first)
        }
        self.rivals = rivals
    }

    private struct Pair {
        var distance: Int
        var first: Int
        var second: Int
    }

    /// The pairs of which one is among the nearest of the other, each once.
    private static func nearest(_ members: [Int], _ maps: [DirectionMap]) -> [Pair] {
        var near = [[Pair]](repeating: [], count: members.count)
        for (i, first) in members.enumerated() {
            for (j, second) in members[..<i].enumerated()
            where abs(maps[first].strokeCount - maps[second].strokeCount) <= mostMoreStrokes {
                let pair = Pair(distance: maps[first].distance(to: maps[second]), first: second, second: first)
                insert(pair, into: &near[i])
                insert(pair, into: &near[j])
            }
        }
        var seen: Set<SIMD2<Int>> = []
        return near.joined().filter { seen.insert(SIMD2($0.first, $0.second)).inserted }
    }

    private static func insert(_ pair: Pair, into list: inout [Pair]) {
        if list.count == looked {
            guard pair.distance < list[looked - 1].distance else { return }
            list.removeLast()
        }
        let place = list.lastIndex { $0.distance <= pair.distance }.map { $0 + 1 } ?? 0
        list.insert(pair, at: place)
    }
}
