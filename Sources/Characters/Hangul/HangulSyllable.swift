/// A syllable taken apart into the letters that it is written with.
struct HangulSyllable: Equatable, Sendable {
    /// One basic letter, or two for a double.
    let initial: [Consonant]
    let vowel: Vowel
    /// None, one, or two for a double or a cluster.
    let final: [Consonant]
    /// The syllable's place among all 11,172, in Unicode's order.
    let index: Int

    /// The number of syllables U+AC00…U+D7A3: 19 initials × 21 vowels × 28 finals (none among them).
    static let count = 19 * 21 * 28

    /// The syllable at a place of Unicode's order, 0 ..< `count`.
    init(index: Int) {
        precondition(index >= 0 && index < Self.count, "there are 11,172 syllables")
        self.index = index
        initial = Consonant.initials[index / (21 * 28)]
        vowel = Vowel.allCases[index / 28 % 21]
        final = Consonant.finals[index % 28]
    }

    /// The syllable that a character is, in whichever canonically equivalent form it is encoded; nil where it is none.
    ///
    /// The arithmetic is that of The Unicode Standard, section 3.12, *Conjoining Jamo Behavior*.
    init?(_ text: Character) {
        var scalars = text.unicodeScalars.map { Int($0.value) }[...]
        guard let first = scalars.popFirst() else { return nil }
        var index: Int
        if let syllable = Self.offset(of: first, in: 0xAC00..<0xAC00 + Self.count) {
            index = syllable
        } else if let initial = Self.offset(of: first, in: 0x1100..<0x1113),
            let vowel = scalars.popFirst().flatMap({ Self.offset(of: $0, in: 0x1161..<0x1176) })
        {
            index = (initial * 21 + vowel) * 28
        } else {
            return nil
        }
        if let final = scalars.popFirst() {
            guard index % 28 == 0, let offset = Self.offset(of: final, in: 0x11A8..<0x11C3) else { return nil }
            index += offset + 1
        }
        guard scalars.isEmpty else { return nil }
        self.init(index: index)
    }

    private static func offset(of scalar: Int, in range: Range<Int>) -> Int? {
        range.contains(scalar) ? scalar - range.lowerBound : nil
    }

    /// The syllable in its precomposed form.
    var text: String { String(UnicodeScalar(UInt32(0xAC00 + index))!) }
}
