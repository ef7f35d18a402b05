extension KanaDrawing {
    /// ゐ ゑ ヰ ヱ: no longer in use but in names and old texts.
    static let old: [KanaDrawing] = [
        KanaDrawing(
            "ゐ",
            StrokePath(29, 16).smooth(45, 16, 61, 12).smooth(
                46, 43, 28, 69, 16, 74, 11, 62, 26, 45, 54, 37, 79, 47, 86, 64, 77, 81, 63, 87, 53, 80, 61, 72, 74, 77,
                88, 90)),
        KanaDrawing(
            "ゑ",
            StrokePath(31, 12).smooth(48, 12, 64, 8).smooth(46, 27, 25, 43).smooth(
                43, 33, 61, 33, 68, 43, 60, 53, 47, 54, 43, 49, 49, 46, 54, 52, 39, 71, 11, 91
            ).smooth(25, 76, 35, 70, 41, 77, 47, 88, 55, 76, 62, 70, 71, 78, 89, 91)),
        KanaDrawing(
            "ヰ", StrokePath(17, 28).bar(82, 26), StrokePath(33, 28).line(33, 65), StrokePath(9, 66).bar(91, 64),
            StrokePath(66, 9).line(66, 93)),
        KanaDrawing(
            "ヱ", StrokePath(18, 24).bar(79, 22).smooth(71, 37, 54, 49), StrokePath(50, 40).line(50, 79),
            StrokePath(9, 81).bar(91, 79)),
    ]
}
