internal import Ink

/// Hangul as this project draws it: the 51 letters U+3131…U+3163 and all 11,172 syllables U+AC00…U+D7A3, composed from one set of
/// letters by layout class.
///
/// A syllable's parts are its letters in the order of writing: initial, vowel, final; a double or a cluster is two parts, left then
/// right. A vowel is one part, its horizontal strokes before its vertical ones. Syllables are known in every canonically equivalent
/// encoding; their `text` is the precomposed form.
public struct HangulSource: CharacterSource {
    /// The built-in Hangul. It holds no state: composing a syllable takes a few microseconds.
    public init() {}

    /// Changes with any stroke of any character; a test computes it anew from all of them.
    public var digest: String { "hangul-f5a0dea40a9cba3e" }

    /// A letter or a syllable; nil for anything else.
    public func reference(for text: Character) -> ReferenceCharacter? {
        if let syllable = HangulSyllable(text) {
            return Self.character(syllable.text, Self.parts(of: syllable))
        }
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
        return Self.letterParts(scalar).map { Self.character(String(text), $0) }
    }

    private static func character(_ text: String, _ parts: [ReferencePart]) -> ReferenceCharacter {
        ReferenceCharacter(text: text, parts: parts, source: "pilsun", license: "as the project")
    }
}

extension HangulSource {
    private static func parts(of syllable: HangulSyllable) -> [ReferencePart] {
        let layout = SyllableLayout(syllable)
        let place: LetterPlace = layout.horizontal == nil ? .beside : .above
        var parts = consonantParts(syllable.initial, in: layout.initial, place)
        parts.append(vowelPart(syllable.vowel, layout.horizontal, layout.vertical))
        if let final = layout.final { parts += consonantParts(syllable.final, in: final, .beneath) }
        return parts
    }

    private static func letterParts(_ scalar: Unicode.Scalar) -> [ReferencePart]? {
        switch scalar.value {
        case 0x3131...0x314E:
            let letters = Consonant.letters[Int(scalar.value - 0x3131)]
            let (side, top) = letters.count == 1 ? (14.0, 14.0) : (8.0, 22.0)
            return consonantParts(
                letters, in: LetterBox(left: side, top: top, right: 100 - side, bottom: 102 - top), .alone)
        case 0x314F...0x3163:
            let vowel = Vowel.allCases[Int(scalar.value - 0x314F)]
            return [vowelPart(vowel, SyllableLayout.rowsAlone(vowel), SyllableLayout.spanAlone(vowel))]
        default: return nil
        }
    }

    private static func consonantParts(_ letters: [Consonant], in box: LetterBox, _ place: LetterPlace)
        -> [ReferencePart]
    {
        let boxes: [LetterBox]
        if letters.count == 2 {
            let (left, right) = box.split(
                share: letters[0].share(beside: letters[1]), gap: letters[0].gap(beside: letters[1]))
            boxes = [left, right]
        } else {
            boxes = [box]
        }
        return zip(letters, boxes).map { letter, box in
            let fitted = letter.fitted(into: box, place)
            let drawings = letter.drawings(LetterSite(place: place, aspect: fitted.width / fitted.height))
            return ReferencePart(name: letter.letter, alternatives: drawings.map { $0.alternative(in: fitted) })
        }
    }

    private static func vowelPart(
        _ vowel: Vowel, _ rows: HorizontalRows?, _ span: SyllableLayout.VerticalSpan?
    ) -> ReferencePart {
        var paths: [StrokePath] = []
        if let horizontal = vowel.horizontal, let rows { paths += horizontal.paths(rows) }
        if let vertical = vowel.vertical, let span {
            paths += vertical.paths(span.columns, top: span.top, bottom: span.bottom, branch: span.branch)
        }
        return ReferencePart(name: vowel.letter, alternatives: [LetterDrawing.standard(paths).alternative(in: .whole)])
    }
}
