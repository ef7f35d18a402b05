/// Where the letters of a syllable lie: one of nine classes (vertical, horizontal or compound vowel; no final, one, or two).
///
/// The numbers are hundredths of the character's box. They were drawn for handwriting as a calm mean of the proportions of the brush
/// style (Gungseo) and the printed serif style (Myeongjo).
struct SyllableLayout: Equatable, Sendable {
    /// The box of the whole initial, before it is split between the two letters of a double.
    let initial: LetterBox
    /// The horizontal part of the vowel, nil where there is none.
    let horizontal: HorizontalRows?
    /// The vertical part of the vowel, nil where there is none.
    let vertical: VerticalSpan?
    /// The box of the whole final, nil where there is none.
    let final: LetterBox?

    /// A vertical vowel's columns and the ends of its longest stem.
    struct VerticalSpan: Equatable, Sendable {
        var columns: VerticalColumns
        var top: Double
        var bottom: Double
        var branch: Double
    }

    /// The final's share in the class of a layout.
    enum FinalClass: Int, CaseIterable, Sendable { case none, single, double }

    /// The layout of a syllable.
    init(_ syllable: HangulSyllable) {
        let finalClass: FinalClass = syllable.final.isEmpty ? .none : syllable.final.count == 1 ? .single : .double
        let double = syllable.initial.count == 2
        switch (syllable.vowel.horizontal, syllable.vowel.vertical) {
        case (nil, let vertical?): self.init(vertical: vertical, finalClass, doubleInitial: double)
        case (let horizontal?, nil): self.init(horizontal: horizontal, finalClass, doubleInitial: double)
        case (let horizontal?, let vertical?): self.init(horizontal, vertical, finalClass, doubleInitial: double)
        case (nil, nil): preconditionFailure("a vowel has a horizontal or a vertical part")
        }
    }
}

extension SyllableLayout {
    /// 가 각 닭: the initial to the left of the vowel.
    private init(vertical vowel: VerticalVowel, _ finalClass: FinalClass, doubleInitial: Bool) {
        let columns = vowel.columns.moved(by: doubleInitial ? 3.5 : 0)
        let gap = 6.0
        let left = doubleInitial ? 6.0 : 10.0
        let right = columns.left - gap
        horizontal = nil
        switch finalClass {
        case .none:
            initial = LetterBox(left: left, top: 21, right: right, bottom: 69)
            vertical = VerticalSpan(columns: columns, top: 7, bottom: 93, branch: 0.45)
            final = nil
        case .single:
            initial = LetterBox(left: left, top: 14, right: right, bottom: 52)
            vertical = VerticalSpan(columns: columns, top: 6, bottom: 58, branch: 0.5)
            final = LetterBox(left: 30, top: 64, right: 80, bottom: 93)
        case .double:
            initial = LetterBox(left: left, top: 13, right: right, bottom: 49)
            vertical = VerticalSpan(columns: columns, top: 6, bottom: 53, branch: 0.5)
            final = LetterBox(left: 19, top: 60, right: 84, bottom: 93)
        }
    }

    /// 고 곡 굶: the initial over the vowel.
    private init(horizontal vowel: HorizontalVowel, _ finalClass: FinalClass, doubleInitial: Bool) {
        let rows = vowel.rows(finalClass)
        let (left, right) = doubleInitial ? (19.0, 81.0) : (26.0, 76.0)
        initial = LetterBox(left: left, top: rows.initial.top, right: right, bottom: rows.initial.bottom)
        horizontal = HorizontalRows(left: 7, right: 93, bar: rows.bar, tip: rows.tip)
        vertical = nil
        final =
            switch finalClass {
            case .none: nil
            case .single: LetterBox(left: 27, top: rows.final, right: 76, bottom: 94)
            case .double: LetterBox(left: 19, top: rows.final, right: 82, bottom: 94)
            }
    }

    /// 과 곽 괅: the initial over the vowel's horizontal part, both to the left of its vertical part.
    private init(_ vowel: HorizontalVowel, _ upright: VerticalVowel, _ finalClass: FinalClass, doubleInitial: Bool) {
        let rows = vowel.rowsBesideStem(finalClass)
        let columns = upright.columnsAfterBar
        let edge = columns.barEnd
        initial = LetterBox(
            left: doubleInitial ? 8 : 13, top: rows.initial.top, right: edge - (doubleInitial ? 2 : 6),
            bottom: rows.initial.bottom)
        horizontal = HorizontalRows(left: 6, right: edge, bar: rows.bar, tip: rows.tip)
        let (top, bottom) = finalClass == .none ? (7.0, 93.0) : finalClass == .single ? (6.0, 59.0) : (6.0, 53.5)
        // ㅝ ㅞ: the branch passes under the bar of ㅜ.
        let under = rows.bar + 0.45 * (rows.tip - rows.bar)
        let branch = upright == .eo || upright == .e ? (under - top) / (bottom - top) : 0.48
        vertical = VerticalSpan(columns: columns.columns, top: top, bottom: bottom, branch: branch)
        final =
            switch finalClass {
            case .none: nil
            case .single: LetterBox(left: 31, top: 65, right: 81, bottom: 94)
            case .double: LetterBox(left: 19, top: 61, right: 84, bottom: 94)
            }
    }
}
