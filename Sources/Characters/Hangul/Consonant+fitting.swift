extension Consonant {
    /// The box of the letter within the box that its place offers: letters of fewer strokes stay smaller, so that all look alike in
    /// size, and a ring stays nearly round.
    func fitted(into box: LetterBox, _ place: LetterPlace) -> LetterBox {
        let fitted = box.inset(inset(place))
        return self == .ieung ? fitted.rounded(mostAspect: 1.1) : fitted
    }

    /// Tuned by eye on sheets of syllables of all nine classes; of letters by themselves by the proportions that writers give them.
    private func inset(_ place: LetterPlace) -> LetterInset {
        switch (self, place) {
        case (.nieun, .above): LetterInset(top: 12)
        case (.nieun, .beside): LetterInset(top: 8)
        case (.nieun, .beneath): LetterInset(top: 8, bottom: 2)
        case (.giyeok, .above): LetterInset(left: 4, top: 8, right: 4)
        case (.giyeok, .beside): LetterInset(right: 4)
        case (.giyeok, .beneath): LetterInset(left: 4, right: 4)
        case (.mieum, .above), (.mieum, .beneath): LetterInset(left: 9, top: 4, right: 9, bottom: 4)
        case (.mieum, .beside): LetterInset(left: 4, top: 10, right: 7, bottom: 10)
        case (.bieup, .above), (.bieup, .beneath): LetterInset(left: 8, right: 8)
        case (.bieup, .beside): LetterInset(left: 4, right: 7)
        case (.pieup, .beside): LetterInset(right: 3)
        case (.ieung, .beside): LetterInset(left: 3, top: 8, right: 3, bottom: 8)
        case (.siot, .above), (.siot, .beneath), (.jieut, .above), (.jieut, .beneath): LetterInset(top: 2)
        case (.chieut, .above), (.hieut, .above): LetterInset(top: -11)
        case (.chieut, .beside), (.hieut, .beside): LetterInset(top: -14)
        case (.chieut, .beneath), (.hieut, .beneath): LetterInset(top: -4, bottom: -3)
        case (.rieul, .beneath), (.tieut, .beneath): LetterInset(left: 4, top: -4, right: 4, bottom: -2)
        // By themselves they are written wider than high: as ten writers' letters are.
        case (.nieun, .alone): LetterInset(top: 13, bottom: 5)
        case (.digeut, .alone), (.jieut, .alone), (.pieup, .alone): LetterInset(top: 9, bottom: 9)
        case (.mieum, .alone), (.chieut, .alone): LetterInset(top: 5, bottom: 5)
        default: LetterInset()
        }
    }
}

extension LetterBox {
    /// The box around the same centre whose longer side is at most `mostAspect` times the shorter one.
    func rounded(mostAspect: Double) -> LetterBox {
        let halfWidth = min(width, height * mostAspect) / 2
        let halfHeight = min(height, width * mostAspect) / 2
        let x = (left + right) / 2, y = (top + bottom) / 2
        return LetterBox(left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight)
    }
}

extension Consonant {
    /// The share of the width that the left letter of a double or a cluster takes.
    func share(beside right: Consonant) -> Double {
        switch (self, right) {
        case (.giyeok, .siot): 0.42
        case (.nieun, .jieut), (.nieun, .hieut): 0.43
        case (.rieul, .giyeok): 0.53
        case (.rieul, .pieup): 0.44
        case (.bieup, .siot): 0.45
        case (.bieup, .bieup), (.digeut, .digeut): 0.5
        case (.giyeok, .giyeok): 0.46
        default: 0.48
        }
    }

    /// Hundredths of the width that stay free between the letters of a double or a cluster.
    func gap(beside right: Consonant) -> Double {
        switch (self, right) {
        case (.nieun, .jieut), (.giyeok, .siot): 12
        default: 10
        }
    }
}
