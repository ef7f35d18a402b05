extension KanaDrawing {
    /// あいうえお かきくけこ
    static let hiraganaVowelsAndK: [KanaDrawing] = [
        KanaDrawing(
            "あ",
            StrokePath(23, 28).smooth(48, 29, 76, 23),
            StrokePath(45, 11).smooth(43, 42, 46, 66, 53, 83),
            StrokePath(65, 40).smooth(56, 61, 40, 78, 25, 82, 18, 73, 27, 57, 49, 47, 70, 51, 81, 66, 74, 83, 56, 92)),
        KanaDrawing(
            "い",
            StrokePath(17, 26).smooth(17, 50, 23, 70, 33, 82).smooth(38, 72),
            StrokePath(69, 30).smooth(79, 43, 83, 64)),
        KanaDrawing(
            "う",
            StrokePath(39, 11).smooth(50, 16, 61, 20),
            StrokePath(26, 43).smooth(46, 34, 63, 37, 69, 52, 61, 73, 40, 92)),
        KanaDrawing(
            "え",
            StrokePath(38, 11).smooth(50, 15, 61, 20),
            StrokePath(26, 38).smooth(47, 37, 68, 33).smooth(47, 59, 21, 86).smooth(
                37, 69, 49, 63, 55, 71, 60, 84, 84, 86)),
        KanaDrawing(
            "お",
            StrokePath(20, 32).smooth(40, 32, 59, 27),
            StrokePath(38, 12).smooth(39, 45, 38, 74, 30, 86, 19, 81, 24, 66, 50, 53, 72, 57, 79, 71, 71, 85, 53, 89),
            StrokePath(70, 22).smooth(79, 29, 85, 37)),
        KanaDrawing(
            "か",
            StrokePath(18, 40).smooth(36, 37, 54, 35, 60, 46, 56, 72, 48, 86).smooth(40, 79),
            StrokePath(40, 13).smooth(33, 48, 17, 83),
            StrokePath(71, 28).smooth(81, 41, 86, 57)),
        KanaDrawing(
            "き",
            [
                LetterDrawing.standard([
                    StrokePath(26, 29).smooth(50, 27, 72, 20), StrokePath(24, 47).smooth(51, 45, 77, 36),
                    StrokePath(43, 10).smooth(54, 37, 71, 66).smooth(61, 63),
                    StrokePath(29, 68).smooth(29, 82, 44, 90, 68, 88),
                ]),
                LetterDrawing(
                    name: "connected",
                    paths: [
                        StrokePath(26, 29).smooth(50, 27, 72, 20), StrokePath(24, 47).smooth(51, 45, 77, 36),
                        StrokePath(43, 10).smooth(54, 37, 71, 66).smooth(46, 61, 29, 70, 33, 85, 50, 91, 68, 88),
                    ]),
            ]),
        KanaDrawing("く", StrokePath(63, 10).smooth(48, 31, 30, 49).smooth(49, 66, 67, 90)),
        KanaDrawing(
            "け",
            StrokePath(20, 16).smooth(16, 50, 20, 84).smooth(27, 73),
            StrokePath(41, 36).smooth(63, 36, 85, 31),
            StrokePath(65, 12).smooth(67, 46, 64, 70, 51, 92)),
        KanaDrawing(
            "こ",
            StrokePath(28, 23).smooth(50, 25, 71, 22).smooth(64, 31),
            StrokePath(26, 66).smooth(29, 79, 48, 85, 78, 81)),
    ]
}
