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

    /// - Parameter judgement: what the ink is as the character that was asked for.
    init(_ character: PreparedCharacter, _ judgement: Judgement, _ joined: JoinedStrokes) {
        guard let rivals = character.rivals, !joined.written.isEmpty else {
            other = nil
            return
        }
        let margin = Self.margin + Self.marginOfStroke * Double(joined.written.count)
        var best: (gain: Double, text: Character)?
        for rival in rivals.nearest(to: DirectionMap(joined.written.map(\.outline.line))) {
            let gainInLooks = Double(rival.gain) / Self.looks
            // Prices are never below 0: most are spared by that.
            guard judgement.energy + gainInLooks > max(margin, best?.gain ?? 0),
                let prepared = rivals.prepared(rival.text)
            else { continue }
            let explained = Judge(prepared, joined).settled(from: .prior)
            guard Self.isWhole(explained) else { continue }
            let gain = judgement.energy - explained.energy + gainInLooks
            if gain > max(margin, best?.gain ?? 0) { best = (gain, rival.text) }
        }
        other = best?.text
    }

    /// Whether every stroke is one of the character's and none is missing.
    private static func isWhole(_ judgement: Judgement) -> Bool {
        judgement.missing.isEmpty && !judgement.roles.contains(.extra)
    }
}
