extension KanaDrawing {
    /// なにぬねの はひふへほ
    static let hiraganaNAndH: [KanaDrawing] = [
        KanaDrawing(
            "な",
            StrokePath(15, 29).smooth(33, 28, 51, 23),
            StrokePath(36, 11).smooth(29, 40, 15, 66),
            StrokePath(66, 24).smooth(77, 31, 85, 42),
            StrokePath(60, 44).smooth(61, 66, 58, 82, 46, 89, 36, 82, 44, 73, 61, 76, 83, 90)),
        KanaDrawing(
            "に",
            StrokePath(20, 15).smooth(16, 48, 20, 84).smooth(27, 73),
            StrokePath(44, 30).smooth(61, 31, 79, 27),
            StrokePath(42, 68).smooth(46, 80, 60, 84, 85, 81)),
        KanaDrawing(
            "ぬ",
            StrokePath(22, 24).smooth(28, 52, 41, 78),
            StrokePath(53, 15).smooth(
                46, 46, 31, 76, 19, 83, 12, 70, 25, 45, 50, 31, 74, 36, 83, 56, 77, 79, 64, 87, 55, 79, 64, 71, 77, 76,
                90, 88)),
        KanaDrawing(
            "ね",
            StrokePath(32, 9).smooth(33, 50, 32, 91),
            StrokePath(12, 33).smooth(26, 31, 41, 27).smooth(28, 52, 9, 76).smooth(
                31, 50, 56, 35, 75, 41, 81, 60, 75, 80, 62, 87, 53, 79, 62, 71, 76, 75, 91, 88)),
        KanaDrawing(
            "の",
            StrokePath(53, 25).smooth(47, 52, 33, 75, 20, 75, 13, 56, 23, 33, 48, 19, 73, 26, 86, 51, 77, 76, 54, 90)),
        KanaDrawing(
            "は",
            StrokePath(20, 15).smooth(16, 48, 20, 84).smooth(27, 73),
            StrokePath(41, 33).smooth(62, 33, 85, 28),
            StrokePath(65, 12).smooth(66, 45, 65, 73, 58, 87, 45, 87, 40, 77, 49, 70, 67, 75, 87, 89)),
        KanaDrawing(
            "ひ",
            StrokePath(11, 28).smooth(26, 26, 41, 20).smooth(28, 42, 22, 65, 33, 84, 53, 85, 67, 66, 70, 22).smooth(
                79, 42, 91, 54)),
        KanaDrawing(
            "ふ",
            [
                LetterDrawing.standard([
                    StrokePath(41, 11).smooth(50, 15, 60, 22),
                    StrokePath(52, 33).smooth(45, 46, 57, 62, 60, 78, 50, 89).smooth(39, 84),
                    StrokePath(28, 58).smooth(22, 71, 12, 81), StrokePath(73, 58).smooth(83, 67, 90, 79),
                ]),
                LetterDrawing(
                    name: "connected",
                    paths: [
                        StrokePath(41, 11).smooth(50, 15, 60, 22).smooth(50, 34, 47, 46, 57, 62, 60, 78, 50, 89).smooth(
                            39, 84),
                        StrokePath(28, 58).smooth(22, 71, 12, 81), StrokePath(73, 58).smooth(83, 67, 90, 79),
                    ]),
            ]),
        KanaDrawing("へ", StrokePath(9, 62).smooth(24, 45, 36, 36, 47, 42, 66, 58, 92, 76)),
        KanaDrawing(
            "ほ",
            StrokePath(18, 15).smooth(14, 48, 18, 84).smooth(25, 73),
            StrokePath(41, 22).smooth(61, 22, 81, 18),
            StrokePath(39, 45).smooth(61, 45, 85, 41),
            StrokePath(62, 22).smooth(63, 50, 62, 75, 55, 88, 43, 87, 39, 77, 48, 70, 64, 75, 86, 89)),
    ]
}
