/// Kana and digits as this project draws them: hiragana and katakana, voiced, half voiced and small ones, the long mark, the iteration marks, and
/// 0 to 9.
///
/// The parts of a voiced kana are the kana and its mark, in the order of writing. Kana are known in every canonically equivalent encoding; their `text`
/// is the precomposed form.
public struct KanaSource: CharacterSource {
    /// The built-in kana. It holds no state: composing one takes some microseconds.
    public init() {}

    /// Changes with any stroke of any character; a test computes it anew from all of them.
    public var digest: String { "kana-b7b004cdfc4d5bc5" }

    /// Every character that is known, in the order of Unicode.
    public static var characters: [Character] {
        (Array(KanaDrawing.all.keys) + Array(KanaDerivation.all.keys)).sorted()
    }

    /// A kana or a digit; nil for anything else.
    public func reference(for text: Character) -> ReferenceCharacter? {
        if let drawing = KanaDrawing.all[text] { return Self.character(drawing.kana, [drawing.part(in: .whole)]) }
        guard let derivation = KanaDerivation.all[text], let base = KanaDrawing.all[derivation.base] else { return nil }
        return Self.character(derivation.kana, [base.part(in: derivation.box), derivation.mark].compactMap(\.self))
    }

    private static func character(_ text: Character, _ parts: [ReferencePart]) -> ReferenceCharacter {
        ReferenceCharacter(text: String(text), parts: parts, source: "pilsun", license: "as the project")
    }
}
