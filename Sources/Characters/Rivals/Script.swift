/// What kind of character one is: only characters of the same kind are mistaken for each other by whoever asked for one.
public enum Script: Equatable, Hashable, Sendable {
    /// A letter of Hangul by itself.
    case letter
    /// A syllable of Hangul.
    case syllable
    /// Hiragana and katakana.
    case kana
    /// Hanzi, hanja, kanji.
    case han
    /// Latin letters, digits and everything else.
    case other

    /// The script of a character.
    public init(_ character: Character) {
        switch character.unicodeScalars.first!.value {
        case 0x1100...0x11FF where HangulSyllable(character) == nil: self = .letter
        case 0x3131...0x318E: self = .letter
        case 0x1100...0x11FF, 0xAC00...0xD7A3: self = .syllable
        case 0x3041...0x309F, 0x30A0...0x30FF, 0x31F0...0x31FF: self = .kana
        case 0x3005...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
        default: self = .other
        }
    }
}
