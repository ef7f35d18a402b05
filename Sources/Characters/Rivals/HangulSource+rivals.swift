extension HangulSource {
    /// A syllable's rivals differ from it in one letter, a letter's are the other letters: twins, that differ in a stroke or in where it
    /// lies, come first.
    public func rivals(of text: Character) -> [Character] {
        if let syllable = HangulSyllable(text) { return Self.rivals(of: syllable) }
        guard let scalar = text.unicodeScalars.first?.value, text.unicodeScalars.count == 1,
            Self.letters.contains(scalar)
        else { return [] }
        let twins = scalar < Self.firstVowel ? Self.consonantTwins : Self.vowelTwins
        let others = Self.letters.filter { $0 != scalar }.map { Character(Unicode.Scalar($0)!) }
        return Self.twinsFirst(others) { twins.areTwins($0, text) }
    }

    /// The 51 letters, then the 11,172 syllables, in Unicode's order.
    public var characters: [Character] {
        Self.letters.map { Character(Unicode.Scalar($0)!) }
            + (0..<HangulSyllable.count).map { Character(HangulSyllable(index: $0).text) }
    }

    private static let letters: ClosedRange<UInt32> = 0x3131...0x3163
    private static let firstVowel: UInt32 = 0x314F

    private static func rivals(of syllable: HangulSyllable) -> [Character] {
        let final = syllable.index % 28, vowel = syllable.index / 28 % 21, initial = syllable.index / (28 * 21)
        func composed(_ initial: Int, _ vowel: Int, _ final: Int) -> Character {
            Character(HangulSyllable(index: (initial * 21 + vowel) * 28 + final).text)
        }
        func areTwins(_ one: [Consonant], _ other: [Consonant]) -> Bool {
            one.count == other.count
                && zip(one, other).allSatisfy {
                    $0 == $1 || consonantTwins.areTwins(Character($0.letter), Character($1.letter))
                }
        }
        var twins: [Character] = [], others: [Character] = []
        func take(_ character: Character, _ isTwin: Bool) {
            if isTwin { twins.append(character) } else { others.append(character) }
        }
        for other in Consonant.initials.indices where other != initial {
            take(composed(other, vowel, final), areTwins(Consonant.initials[other], Consonant.initials[initial]))
        }
        for other in Vowel.allCases.indices where other != vowel {
            let letters = (Vowel.allCases[other].letter, Vowel.allCases[vowel].letter)
            take(composed(initial, other, final), vowelTwins.areTwins(Character(letters.0), Character(letters.1)))
        }
        for other in Consonant.finals.indices where other != final {
            take(composed(initial, vowel, other), areTwins(Consonant.finals[other], Consonant.finals[final]))
        }
        return twins + others
    }

    private static func twinsFirst(_ letters: [Character], _ isTwin: (Character) -> Bool) -> [Character] {
        letters.filter(isTwin) + letters.filter { !isTwin($0) }
    }

    private static let consonantTwins = Twins([
        "ㄱㅋ", "ㄱㄴ", "ㄴㄷ", "ㄷㄹ", "ㄷㅌ", "ㄹㅌ", "ㅁㅂ", "ㅁㅇ", "ㅂㅍ", "ㅅㅈ", "ㅈㅊ", "ㅊㅎ", "ㅇㅎ", "ㄱㄲ", "ㄷㄸ", "ㅂㅃ", "ㅅㅆ", "ㅈㅉ",
    ])
    private static let vowelTwins = Twins([
        "ㅏㅑ", "ㅏㅓ", "ㅓㅕ", "ㅑㅕ", "ㅗㅛ", "ㅗㅜ", "ㅜㅠ", "ㅛㅠ", "ㅐㅔ", "ㅐㅒ", "ㅔㅖ", "ㅒㅖ", "ㅏㅐ", "ㅓㅔ", "ㅏㅣ", "ㅓㅣ", "ㅗㅡ", "ㅜㅡ",
        "ㅘㅝ", "ㅙㅞ",
        "ㅚㅟ", "ㅚㅢ", "ㅟㅢ", "ㅘㅚ", "ㅝㅟ",
    ])
}

/// Pairs of letters that differ in one stroke, or in where it lies.
private struct Twins {
    private let pairs: [[Character]]

    init(_ pairs: [String]) { self.pairs = pairs.map(Array.init) }

    func areTwins(_ one: Character, _ other: Character) -> Bool {
        pairs.contains { $0 == [one, other] || $0 == [other, one] }
    }
}
