/// ㅅ ㅈ ㅊ: the letters of two legs.
extension Consonant {
    static func siotDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        [.standard(legs(place, from: 0))]
    }

    static func jieutDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        barAndLegs(place, top: 0, under: [("", [])])
    }

    static func chieutDrawings(_ place: LetterPlace) -> [LetterDrawing] {
        barAndLegs(
            place, top: 24,
            under: [("", [StrokePath(36, 3).bar(62, 0)]), ("falling top", [StrokePath(43, 0).line(55, 13)])])
    }

    /// The legs under a bar, in both accepted divisions: bar and left leg as one stroke, or the bar by itself, each under all
    /// accepted forms of the stroke on top.
    private static func barAndLegs(
        _ place: LetterPlace, top: Double, under tops: [(name: String, paths: [StrokePath])]
    ) -> [LetterDrawing] {
        let scale = (100 - top) / 100
        func y(_ share: Double) -> Double { top + share * scale }
        let bar = StrokePath(5, y(5)).bar(92, y(0))
        let bent = bar.curve(80, y(36), 46, y(76), 0, y(100))
        // The right leg springs from the bent one a little above its middle.
        let leg = StrokePath(57, y(50)).curve(68, y(64), 84, y(84), 100, y(place == .beside ? 92 : 96))
        var drawings: [LetterDrawing] = []
        for (separate, strokes) in [(false, [bent, leg]), (true, [bar] + legs(place, from: y(3)))] {
            for (name, paths) in tops {
                let parts = [name, separate ? "separate bar" : ""].filter { !$0.isEmpty }
                let full = parts.isEmpty ? LetterDrawing.standardName : parts.joined(separator: ", ")
                drawings.append(LetterDrawing(name: full, paths: paths + strokes))
            }
        }
        return drawings
    }

    /// Down-left, then down-right from the upper half of the first leg.
    private static func legs(_ place: LetterPlace, from top: Double) -> [StrokePath] {
        let scale = (100 - top) / 100
        func y(_ share: Double) -> Double { top + share * scale }
        switch place {
        case .beside:
            return [
                StrokePath(54, y(0)).curve(53, y(36), 34, y(76), 0, y(100)),
                StrokePath(47, y(40)).curve(56, y(62), 74, y(82), 100, y(94)),
            ]
        case .alone, .above, .beneath:
            return [
                StrokePath(51, y(0)).curve(50, y(38), 32, y(78), 0, y(100)),
                StrokePath(43, y(42)).curve(54, y(64), 76, y(84), 100, y(97)),
            ]
        }
    }
}
