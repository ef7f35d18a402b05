import Characters
import Ink

/// Which other character the ink of one is, where it is decisively nearer to that.
///
/// Two things that are seen of the ink speak together: how it looks as a whole (`DirectionMap`, blind to order and to which stroke is which), and
/// what it costs as that character, stroke by stroke, placement and all (`Judge`). Looks choose the few rivals that are judged; a likelihood
/// ratio decides.
struct RivalWeighing {
    /// The character that was written, nil where it is the one that was asked for or none in particular.
    let other: Character?

    /// A difference of so much in looks weighs as much as one unit of price.
    private static let looks = 12_000.0
    /// By how much the ink must be likelier as the rival: at least, and for each stroke.
    private static let margin = 7.0
    private static let marginOfStroke = 0.5
    /// So much likelier as the character that was asked for the ink may be, where relations of that one are broken and none of the rival's: 由 is 田
    /// but for what sticks out.
    private static let decisiveness = 3.0
    /// Ink that looks less like the rival than like the character that was asked for by more than this is not held against the rival's relations.
    private static let unlike = -1.0

    /// - Parameter judgement: what the ink is as the character that was asked for.
    init(_ character: PreparedCharacter, _ judgement: Judgement, _ joined: JoinedStrokes) {
        guard let rivals = character.rivals, !joined.written.isEmpty else {
            other = nil
            return
        }
        let hasBroken = !RelationReading(character, judgement, joined.written).faults.isEmpty
        let margin = Self.margin + Self.marginOfStroke * Double(joined.written.count)
        var best: (gain: Double, text: Character)?
        for rival in rivals.nearest(to: DirectionMap(joined.written.map(\.outline.line))) {
            let gainInLooks = Double(rival.gain) / Self.looks
            // Prices are never below 0: most are spared by that.
            // What relations may add: only where the ink looks as much like the rival.
            let most = hasBroken ? margin + Self.decisiveness : gainInLooks > Self.unlike ? margin : 0
            guard judgement.energy + gainInLooks + most > max(margin, best?.gain ?? 0),
                let prepared = rivals.prepared(rival.text)
            else { continue }
            let explained = Judge(prepared, joined).settled(from: .prior)
            guard Self.isWhole(explained) else { continue }
            var gain = judgement.energy - explained.energy + gainInLooks
            if hasBroken, RelationReading(prepared, explained, joined.written).faults.isEmpty {
                gain += margin + Self.decisiveness
            } else if gain > 0, gainInLooks > Self.unlike,
                RelationContrast(character, judgement, prepared, explained, joined.written).isForRival
            {
                gain += margin
            }
            if gain > max(margin, best?.gain ?? 0) { best = (gain, rival.text) }
        }
        other = best?.text
    }

    /// Whether every stroke is one of the character's and none is missing.
    private static func isWhole(_ judgement: Judgement) -> Bool {
        judgement.missing.isEmpty && !judgement.roles.contains(.extra)
    }
}
