extension VerticalVowel {
    /// Stems and branches to the right of a single initial.
    var columns: VerticalColumns {
        switch self {
        case .a, .ya: VerticalColumns(left: 66, stems: [66], right: 90)
        case .eo, .yeo: VerticalColumns(left: 57, stems: [78], right: 78)
        case .i: VerticalColumns(left: 75, stems: [75], right: 75)
        case .ae, .yae: VerticalColumns(left: 63, stems: [63, 83], right: 83)
        case .e, .ye: VerticalColumns(left: 51, stems: [66, 84], right: 84)
        }
    }

    /// Stems and branches as the second part of a compound vowel, and where the bar of the first part ends.
    var columnsAfterBar: (columns: VerticalColumns, barEnd: Double) {
        switch self {
        case .a, .ya: (VerticalColumns(left: 71, stems: [71], right: 93), 65)
        case .eo, .yeo: (VerticalColumns(left: 52, stems: [79], right: 79), 70)
        case .i: (VerticalColumns(left: 80, stems: [80], right: 80), 72)
        case .ae, .yae: (VerticalColumns(left: 69, stems: [69, 86], right: 86), 62)
        case .e, .ye: (VerticalColumns(left: 50, stems: [70, 87], right: 87), 62)
        }
    }

    /// Stems and branches of the letter by itself.
    var columnsAlone: VerticalColumns {
        switch self {
        case .a, .ya: VerticalColumns(left: 42, stems: [42], right: 76)
        case .eo, .yeo: VerticalColumns(left: 22, stems: [60], right: 60)
        case .i: VerticalColumns(left: 50, stems: [50], right: 50)
        case .ae, .yae: VerticalColumns(left: 32, stems: [32, 69], right: 69)
        case .e, .ye: VerticalColumns(left: 20, stems: [48, 74], right: 74)
        }
    }
}

extension HorizontalVowel {
    /// Heights in a syllable whose vowel is horizontal.
    struct Rows: Equatable, Sendable {
        /// Upper and lower edge of the initial.
        let initial: (top: Double, bottom: Double)
        let bar: Double
        let tip: Double
        /// Upper edge of the final; of no meaning where there is none.
        var final = 0.0

        static func == (a: Rows, b: Rows) -> Bool {
            a.initial == b.initial && (a.bar, a.tip, a.final) == (b.bar, b.tip, b.final)
        }
    }

    /// Heights under and over the letters of a syllable with a horizontal vowel.
    func rows(_ finalClass: SyllableLayout.FinalClass) -> Rows {
        switch (self, finalClass) {
        case (.o, .none), (.yo, .none): Rows(initial: (15, 51), bar: 79, tip: 58)
        case (.u, .none), (.yu, .none): Rows(initial: (9, 45), bar: 57, tip: 93)
        case (.eu, .none): Rows(initial: (18, 58), bar: 74, tip: 74)
        case (.o, .single), (.yo, .single): Rows(initial: (8, 34), bar: 55, tip: 40, final: 64)
        case (.u, .single), (.yu, .single): Rows(initial: (7, 34), bar: 43, tip: 59, final: 65)
        case (.eu, .single): Rows(initial: (9, 38), bar: 50, tip: 50, final: 62)
        case (.o, .double), (.yo, .double): Rows(initial: (7, 32), bar: 52, tip: 38, final: 61)
        case (.u, .double), (.yu, .double): Rows(initial: (7, 33), bar: 41, tip: 56, final: 62)
        case (.eu, .double): Rows(initial: (8, 36), bar: 47, tip: 47, final: 58)
        }
    }

    /// Heights under and over the letters of a syllable with a compound vowel.
    func rowsBesideStem(_ finalClass: SyllableLayout.FinalClass) -> Rows {
        switch (self, finalClass) {
        case (.o, .none), (.yo, .none): Rows(initial: (16, 47), bar: 73, tip: 54)
        case (.u, .none), (.yu, .none): Rows(initial: (15, 46), bar: 58, tip: 86)
        case (.eu, .none): Rows(initial: (17, 51), bar: 67, tip: 67)
        case (.o, .single), (.yo, .single): Rows(initial: (8, 34), bar: 54, tip: 40)
        case (.u, .single), (.yu, .single): Rows(initial: (8, 34), bar: 43, tip: 59)
        case (.eu, .single): Rows(initial: (10, 37), bar: 49, tip: 49)
        case (.o, .double), (.yo, .double): Rows(initial: (8, 31), bar: 50, tip: 37)
        case (.u, .double), (.yu, .double): Rows(initial: (8, 32), bar: 40, tip: 55)
        case (.eu, .double): Rows(initial: (9, 35), bar: 46, tip: 46)
        }
    }
}

extension SyllableLayout {
    /// The horizontal part of a vowel that is a letter by itself.
    static func rowsAlone(_ vowel: Vowel) -> HorizontalRows? {
        guard let horizontal = vowel.horizontal else { return nil }
        if let vertical = vowel.vertical {
            let rows = horizontal.rowsBesideStem(.none)
            return HorizontalRows(
                left: horizontal == .o ? 16 : 8, right: vertical.columnsAfterBar.barEnd, bar: rows.bar - 6,
                tip: rows.tip - (horizontal == .o ? 14 : 6))
        }
        return switch horizontal {
        case .o: HorizontalRows(left: 12, right: 88, bar: 74, tip: 25)
        case .yo: HorizontalRows(left: 9, right: 91, bar: 72, tip: 30)
        case .u: HorizontalRows(left: 12, right: 88, bar: 30, tip: 92)
        case .yu: HorizontalRows(left: 9, right: 91, bar: 30, tip: 90)
        case .eu: HorizontalRows(left: 9, right: 91, bar: 50, tip: 50)
        }
    }

    /// The vertical part of a vowel that is a letter by itself.
    static func spanAlone(_ vowel: Vowel) -> VerticalSpan? {
        guard let vertical = vowel.vertical else { return nil }
        guard let rows = rowsAlone(vowel) else {
            return VerticalSpan(columns: vertical.columnsAlone, top: 7, bottom: 93, branch: 0.47)
        }
        let under = rows.bar + 0.45 * (rows.tip - rows.bar)
        let branch = vertical == .eo || vertical == .e ? (under - 7) / 86 : 0.47
        return VerticalSpan(columns: vertical.columnsAfterBar.columns, top: 7, bottom: 93, branch: branch)
    }
}
