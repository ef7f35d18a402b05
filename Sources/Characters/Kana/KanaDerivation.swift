/// A kana that is another one made small, or with a mark that changes its sound.
struct KanaDerivation: Sendable {
    let kana: Character
    let base: Character
    let change: Change

    enum Change: Sendable { case small, voiced, halfVoiced }

    /// All derived kana by their characters.
    static let all: [Character: KanaDerivation] = {
        let rows: [(Change, String, String)] = [
            (.voiced, "うかきくけこさしすせそたちつてとはひふへほゝ", "ゔがぎぐげござじずぜぞだぢづでどばびぶべぼゞ"),
            (.voiced, "ウカキクケコサシスセソタチツテトハヒフヘホヽ", "ヴガギグゲゴザジズゼゾダヂヅデドバビブベボヾ"),
            (.halfVoiced, "はひふへほハヒフヘホ", "ぱぴぷぺぽパピプペポ"),
            (.small, "あいうえおつやゆよわかけ", "ぁぃぅぇぉっゃゅょゎゕゖ"),
            (.small, "アイウエオツヤユヨワカケ", "ァィゥェォッャュョヮヵヶ"),
        ]
        return Dictionary(
            uniqueKeysWithValues: rows.flatMap { change, bases, derived in
                zip(bases, derived).map { ($1, KanaDerivation(kana: $1, base: $0, change: change)) }
            })
    }()

    /// Where the base lies: a small kana below and to the left, as in a line that is written across; beside a mark so that it has room.
    var box: LetterBox {
        switch change {
        case .small: LetterBox(left: 17, top: 36, right: 77, bottom: 96)
        case .voiced, .halfVoiced: LetterBox(left: 0, top: 6, right: 92, bottom: 98)
        }
    }

    /// The mark as a part of its own, nil for a small kana.
    var mark: ReferencePart? {
        switch change {
        case .small: nil
        case .voiced: Self.dakuten.part(in: .whole)
        case .halfVoiced: Self.handakuten.part(in: .whole)
        }
    }

    private static let dakuten = KanaDrawing(
        "゛", StrokePath(77, 9).smooth(81, 15, 84, 22), StrokePath(88, 4).smooth(93, 10, 96, 17))

    /// Written clockwise from the lower left, as schools have it; the other way round is accepted.
    private static let handakuten = KanaDrawing(
        "゜",
        [
            .standard([StrokePath(84, 18).smooth(82, 13, 84, 8, 89, 6, 94, 8, 96, 13, 94, 18, 89, 20, 84, 18)]),
            LetterDrawing(
                name: "counter-clockwise",
                paths: [StrokePath(89, 6).smooth(84, 8, 82, 13, 84, 18, 89, 20, 94, 18, 96, 13, 94, 8, 89, 6)]),
        ])
}
