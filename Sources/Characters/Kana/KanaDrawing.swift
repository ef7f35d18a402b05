/// How a kana or a digit is written by hand, in hundredths of the character's box: the accepted ways, the standard one first.
///
/// Drawn by the project as a hand writes with a pencil: strokes that print joins are apart (き さ), those that print parts are joined where schools
/// join them (そ), bends are round and hooks short.
struct KanaDrawing: Sendable {
    let kana: Character
    let ways: [LetterDrawing]

    /// A character with several accepted ways of writing it.
    init(_ kana: Character, _ ways: [LetterDrawing]) {
        self.kana = kana
        self.ways = ways
    }

    /// A character with one way of writing it.
    init(_ kana: Character, _ strokes: StrokePath...) { self.init(kana, [.standard(strokes)]) }

    /// All drawings by their characters.
    static let all: [Character: KanaDrawing] = {
        let rows = [
            hiraganaVowelsAndK, hiraganaSAndT, hiraganaNAndH, hiraganaMToN, katakanaAToT, katakanaNToN, old, marks,
            digits,
        ]
        return Dictionary(uniqueKeysWithValues: rows.joined().map { ($0.kana, $0) })
    }()

    /// The drawing as a part of a character.
    func part(in box: LetterBox) -> ReferencePart {
        ReferencePart(name: String(kana), alternatives: ways.map { $0.alternative(in: box) })
    }
}
