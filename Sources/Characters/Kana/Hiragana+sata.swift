extension KanaDrawing {
    /// さしすせそ たちつてと
    static let hiraganaSAndT: [KanaDrawing] = [
        KanaDrawing(
            "さ",
            [
                LetterDrawing.standard([
                    StrokePath(24, 36).smooth(51, 34, 77, 26), StrokePath(45, 10).smooth(55, 35, 71, 62).smooth(61, 59),
                    StrokePath(28, 64).smooth(29, 81, 44, 90, 67, 88),
                ]),
                LetterDrawing(
                    name: "connected",
                    paths: [
                        StrokePath(24, 36).smooth(51, 34, 77, 26),
                        StrokePath(45, 10).smooth(55, 35, 71, 62).smooth(46, 57, 28, 67, 32, 84, 49, 91, 67, 88),
                    ]),
            ]),
        KanaDrawing("し", StrokePath(34, 11).smooth(32, 45, 34, 76, 48, 89, 66, 83, 80, 66)),
        KanaDrawing(
            "す",
            StrokePath(14, 29).smooth(50, 28, 87, 24),
            StrokePath(56, 10).smooth(57, 38, 52, 60, 41, 64, 35, 54, 43, 44, 54, 48, 57, 62, 52, 79, 37, 94)),
        KanaDrawing(
            "せ",
            StrokePath(13, 45).smooth(50, 41, 88, 36),
            StrokePath(68, 15).smooth(70, 42, 67, 67).smooth(58, 62),
            StrokePath(32, 20).smooth(31, 50, 33, 77, 46, 87, 77, 85)),
        KanaDrawing(
            "そ",
            [
                LetterDrawing.standard([
                    StrokePath(30, 17).smooth(48, 17, 67, 13).smooth(45, 35, 18, 51).smooth(50, 45, 84, 40).smooth(
                        57, 48, 45, 65, 51, 83, 71, 90)
                ]),
                LetterDrawing(
                    name: "two strokes",
                    paths: [
                        StrokePath(29, 11).smooth(36, 18, 40, 27),
                        StrokePath(69, 10).smooth(46, 35, 18, 51).smooth(50, 45, 84, 40).smooth(
                            57, 48, 45, 65, 51, 83, 71, 90),
                    ]),
            ]),
        KanaDrawing(
            "た",
            StrokePath(16, 30).smooth(38, 29, 58, 24),
            StrokePath(38, 11).smooth(32, 48, 17, 87),
            StrokePath(53, 49).smooth(67, 46, 82, 46),
            StrokePath(50, 70).smooth(54, 82, 67, 87, 87, 84)),
        KanaDrawing(
            "ち",
            StrokePath(20, 29).smooth(46, 29, 73, 23),
            StrokePath(45, 10).smooth(39, 34, 27, 61).smooth(43, 50, 63, 48, 77, 61, 70, 80, 44, 92)),
        KanaDrawing("つ", StrokePath(12, 40).smooth(42, 29, 70, 30, 85, 46, 75, 66, 45, 80)),
        KanaDrawing("て", StrokePath(15, 27).smooth(50, 25, 85, 18).smooth(58, 35, 46, 57, 52, 78, 73, 90)),
        KanaDrawing(
            "と",
            StrokePath(33, 12).smooth(37, 29, 44, 46),
            StrokePath(75, 31).smooth(48, 46, 28, 63, 27, 78, 44, 87, 79, 85)),
    ]
}
