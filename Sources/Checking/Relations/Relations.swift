import Ink

/// The relations of a character's strokes that hold for whoever writes it, read from its reference with room to spare.
///
/// What real writers do was measured on the development writers' correct ink (201 kanji, 122 kana, 156 letters by pen), each end of each stroke beside each
/// other stroke, in shares of the box, with the outlines and the distance of `Overshoot`:
/// - An end that sticks out by 0.08 or more in the reference does so in the ink: by 0.043 at least (kanji), 0.074 (kana), 0.062 (letters).
/// - An end that stops at the other stroke goes beyond it by 0.11 at most in kanji; in kana by up to 0.19 (ヲ, タ) and in letters by 0.41 (ㅃ, ㅚ, ㄸ). So only
///   ideographs are held to stop.
/// - An end that touches stays away by 0.15 at most in kanji and 0.08 in kana, but by 0.30 in letters (ㅍ), which are not held to touch.
/// - An end that keeps clear by 0.12 or more crosses the other by 0.045 at most in kanji, never in kana, and by 0.11 in letters, which are not held to it.
/// - Of two straight strokes that run the same way (within 16 degrees) one that is 1.4 times as long or more is longer in the ink, too: 0.85 times at least.
enum Relations {
    // What a reference must show.
    private static let sticking = 0.08
    private static let meeting = -0.02...0.02
    private static let stopping = -0.05...0.02
    private static let clear = -0.12
    private static let longer = 1.4
    /// From which share of its length between its ends a stroke is straight, the least such length, and the cosine between two that run the same way.
    private static let straightness = 0.9
    private static let leastLength = 0.2
    private static let parallel = 0.96

    /// The relations within each part, of all the ways to write it.
    static func of(
        _ items: [PreparedCharacter.Item], _ ways: [[PreparedCharacter.Way]], text: String
    ) -> [Relation] {
        let script = Script(text)
        var relations: [Relation] = []
        for (index, item) in items.enumerated() where !item.isRing && item.outline.length > 0 {
            for (other, beside) in items.enumerated()
            where other != index && beside.part == item.part && !beside.isRing && beside.outline.length > 0
                && ways[item.part].contains(where: { $0.items.contains(index) && $0.items.contains(other) })
            {
                if isLonger(item.outline, beside.outline) {
                    relations.append(Relation(item: index, other: other, kind: .longer, isAtEnd: false, overshoot: 0))
                }
                for isAtEnd in [false, true] {
                    guard
                        let overshoot = Overshoot(
                            of: item.outline, atEnd: isAtEnd, beyond: beside.outline, scale: 1)?.value
                    else { continue }
                    for kind in kinds(overshoot, side(item.outline, isAtEnd), script) {
                        relations.append(
                            Relation(
                                item: index, other: other, kind: kind, isAtEnd: isAtEnd, overshoot: overshoot))
                    }
                }
            }
        }
        return relations
    }

    private static func kinds(_ overshoot: Double, _ side: Relation.Side, _ script: Script) -> [Relation.Kind] {
        if overshoot >= sticking { return [.sticksOut(side)] }
        guard script != .hangul else { return [] }
        if overshoot <= clear { return [.apart] }
        return (script == .han && stopping.contains(overshoot) ? [.stops(side)] : [])
            + (meeting.contains(overshoot) ? [.touches] : [])
    }

    /// Where an end points to.
    private static func side(_ stroke: Outline, _ isAtEnd: Bool) -> Relation.Side {
        let way = isAtEnd ? stroke.end - stroke.place(at: 0.8) : stroke.start - stroke.place(at: 0.2)
        if abs(way.y) >= abs(way.x) { return way.y < 0 ? .above : .below }
        return way.x < 0 ? .left : .right
    }

    private static func isLonger(_ stroke: Outline, _ other: Outline) -> Bool {
        let way = stroke.end - stroke.start, beside = other.end - other.start
        let length = way.length, shorter = beside.length
        return shorter >= leastLength && length >= longer * shorter && length >= straightness * stroke.length
            && shorter >= straightness * other.length && abs(way.dot(beside)) >= parallel * length * shorter
    }

    private enum Script {
        case han, kana, hangul

        init(_ text: String) {
            switch text.unicodeScalars.first?.value ?? 0 {
            case 0x3041...0x30FF: self = .kana
            case 0x2E80...0x3040, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
            default: self = .hangul
            }
        }
    }
}

extension Relation {
    // What the ink must show to break a relation: farther off than any of the ink that `Relations` was measured on.
    private static let barely = 0.015
    private static let beyond = 0.12
    private static let gap = -0.25
    private static let crossing = 0.08
    private static let shorter = 0.8

    /// Whether two strokes, both forward, clearly break the relation; `scale` is how large the character is beside its reference.
    func isBroken(by stroke: Outline, beside other: Outline, scale: Double) -> Bool {
        if kind == .longer {
            return stroke.start.distance(to: stroke.end) < Self.shorter * other.start.distance(to: other.end)
        }
        guard let overshoot = Overshoot(of: stroke, atEnd: isAtEnd, beyond: other, scale: scale) else { return false }
        let value = overshoot.value / max(scale, 0.05)
        return switch kind {
        case .sticksOut: value < Self.barely
        case .stops: value > Self.beyond
        case .touches: value < Self.gap
        case .apart: value > Self.crossing
        case .longer: false
        }
    }
}
