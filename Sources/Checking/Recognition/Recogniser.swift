public import Characters
public import Ink
import Synchronization

/// Says which character some strokes are, in whatever order and with whatever strokes joined.
///
/// A pure function of ink and source. First looks: the ink's `DirectionMap` is held against that of every character, which finds the right one
/// among the nearest thirty in 99.8 of 100. Then the judge, which weighs the nearest stroke by stroke as if they had been asked for.
public final class Recogniser: Sendable {
    private let source: any CharacterSource
    private let shelf: RivalShelf
    private let index = Mutex<Index?>(nil)

    /// What all characters look like.
    private struct Index: Sendable {
        var texts: [Character]
        var maps: [DirectionMap]
    }

    /// How many candidates are named.
    public static let named = 10
    /// How many characters are judged.
    private static let judged = 24
    /// Side of the box that the ink is laid into: that of a character that fills its frame as references do.
    private static let side = 0.8
    // How prices and looks become probabilities. Set by hand, looking at ink under MIT and CC BY licences alone (Omniglot, Tomoe); not fitted.
    private static let priceWeight = 0.35
    private static let looksWeight = 1.0 / 30_000
    /// Share of the probability that is left for characters that were not judged.
    private static let rest = 0.01

    /// A recogniser of all that a source lists. Its index is made with the first question: about a second for ten thousand characters.
    public init(_ source: some CharacterSource) {
        self.source = source
        shelf = RivalShelf(source)
    }

    /// The ten characters that the strokes are most likely, the likeliest first; their probabilities sum to at most 1. Fewer where fewer are known,
    /// none without strokes.
    ///
    /// - Parameter strokes: the strokes of one character, each of at least one point, in any unit, y downwards.
    public func candidates(for strokes: [[Point]]) -> [RecognitionCandidate] {
        guard !strokes.isEmpty else { return [] }
        let index = known
        let laid = Self.laid(strokes), written = laid.map { InkLine($0) }
        let map = DirectionMap(written.map(\.outline.line))
        let joined = JoinedStrokes(written)
        var weighed: [(score: Double, text: Character)] = []
        for (distance, place) in Self.nearest(map, index.maps) {
            let text = index.texts[place]
            guard let prepared = shelf.prepared(text) else { continue }
            let price = Self.price(of: prepared, joined)
            let score = -price * Self.priceWeight - Double(distance) * Self.looksWeight - Self.rarity(of: text)
            weighed.append((score, text))
        }
        weighed.sort { ($0.score, $1.text) > ($1.score, $0.text) }
        return Self.probabilities(weighed)
    }

    private var known: Index {
        index.withLock { index in
            if let index { return index }
            var texts: [Character] = [], maps: [DirectionMap] = []
            for text in source.characters {
                guard let reference = source.reference(for: text) else { continue }
                texts.append(text)
                maps.append(DirectionMap(reference))
            }
            let made = Index(texts: texts, maps: maps)
            index = made
            return made
        }
    }

    /// The characters that look most alike.
    private static func nearest(_ map: DirectionMap, _ maps: [DirectionMap]) -> [(distance: Int, place: Int)] {
        var nearest: [(distance: Int, place: Int)] = []
        for (place, other) in maps.enumerated() {
            let distance = map.distance(to: other)
            if nearest.count == judged {
                guard distance < nearest[judged - 1].distance else { continue }
                nearest.removeLast()
            }
            let at = nearest.lastIndex { $0.distance <= distance }.map { $0 + 1 } ?? 0
            nearest.insert((distance, place), at: at)
        }
        return nearest
    }

    /// What the ink costs as a character, whichever stroke came first and from which end.
    private static func price(of character: PreparedCharacter, _ joined: JoinedStrokes) -> Double {
        let judgement = Judge(character, joined).settled(from: .prior)
        var price = judgement.energy - Disorder.price(character.listing(judgement.choice), judgement.roles)
        for case .stroke(_, reversed: true) in judgement.roles { price -= Tuning.reversal }
        return price
    }

    /// What a character costs before anybody has looked at the ink: a small kana differs from its large one in size alone, which strokes by
    /// themselves do not tell, and few who write do so in letters and signs of no script of this house, in radicals by themselves
    /// or in ideographs outside Unicode's first block.
    private static func rarity(of text: Character) -> Double {
        switch text.unicodeScalars.first!.value {
        case 0x4E00...0x9FFF, 0x3131...0x3163, 0xAC00...0xD7A3: 0
        case 0x3041...0x30FF: "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ".contains(text) ? 2 : 0
        default: 2
        }
    }

    /// The strokes in the middle of the unit square, their longer side as long as a character's.
    private static func laid(_ strokes: [[Point]]) -> [[Point]] {
        var low = strokes[0][0], high = low
        for point in strokes.joined() {
            low = Point(min(low.x, point.x), min(low.y, point.y))
            high = Point(max(high.x, point.x), max(high.y, point.y))
        }
        let longest = max(high.x - low.x, high.y - low.y), scale = longest > 0 ? side / longest : 0
        let middle = low.interpolated(to: high, at: 0.5)
        return strokes.map { $0.map { ($0 - middle) * scale + Point(0.5, 0.5) } }
    }

    /// Likelihoods as shares of their sum.
    private static func probabilities(_ weighed: [(score: Double, text: Character)]) -> [RecognitionCandidate] {
        guard let best = weighed.first?.score else { return [] }
        let weights = weighed.map { Exponential.value(of: $0.score - best) }
        let sum = weights.reduce(0, +)
        return zip(weighed, weights).prefix(named).map {
            RecognitionCandidate(text: $0.text, probability: (1 - rest) * $1 / sum)
        }
    }
}
