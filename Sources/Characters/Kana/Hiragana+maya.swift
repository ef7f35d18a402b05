extension KanaDrawing {
    /// まみむめも やゆよ らりるれろ わをん
    static let hiraganaMToN: [KanaDrawing] = [
        KanaDrawing(
            "ま",
            StrokePath(21, 26).smooth(50, 26, 78, 22),
            StrokePath(25, 46).smooth(50, 46, 75, 42),
            StrokePath(51, 10).smooth(52, 45, 51, 73, 43, 87, 29, 86, 25, 76, 35, 69, 53, 73, 78, 89)),
        KanaDrawing(
            "み",
            StrokePath(24, 22).smooth(37, 21, 51, 16).smooth(43, 44, 29, 73, 18, 81, 10, 73, 19, 62, 46, 60, 89, 73),
            StrokePath(74, 40).smooth(73, 64, 57, 92)),
        KanaDrawing(
            "む",
            StrokePath(13, 32).smooth(34, 31, 55, 26),
            StrokePath(34, 11).smooth(35, 42, 31, 60, 21, 62, 16, 52, 24, 43, 33, 51, 32, 72, 42, 86, 66, 87, 81, 80)
                .smooth(80, 63),
            StrokePath(68, 26).smooth(79, 33, 86, 43)),
        KanaDrawing(
            "め",
            StrokePath(24, 22).smooth(31, 50, 43, 78),
            StrokePath(58, 13).smooth(50, 46, 33, 76, 20, 83, 13, 69, 27, 45, 54, 32, 77, 40, 86, 60, 77, 80, 56, 91)),
        KanaDrawing(
            "も",
            StrokePath(46, 10).smooth(42, 40, 39, 70, 47, 87, 64, 87, 76, 74, 75, 61),
            StrokePath(24, 34).smooth(46, 36, 68, 32),
            StrokePath(22, 54).smooth(45, 56, 68, 52)),
        KanaDrawing(
            "や",
            [
                LetterDrawing.standard([
                    StrokePath(11, 47).smooth(40, 36, 67, 30, 84, 39, 79, 54, 60, 58),
                    StrokePath(49, 10).smooth(56, 16, 59, 26),
                    StrokePath(27, 23).smooth(37, 56, 51, 92),
                ]),
                LetterDrawing(
                    name: "connected",
                    paths: [
                        StrokePath(11, 47).smooth(40, 36, 67, 30, 84, 39, 79, 54, 60, 58),
                        StrokePath(49, 10).smooth(57, 17, 52, 23, 28, 22).smooth(37, 56, 51, 92),
                    ]),
            ]),
        KanaDrawing(
            "ゆ",
            [
                LetterDrawing.standard([
                    StrokePath(18, 22).smooth(14, 48, 19, 78).smooth(
                        27, 53, 46, 34, 67, 30, 82, 43, 78, 62, 62, 72, 44, 66),
                    StrokePath(56, 10).smooth(59, 42, 54, 70, 35, 93),
                ]),
                LetterDrawing(
                    name: "connected",
                    paths: [
                        StrokePath(18, 22).smooth(14, 48, 19, 78).smooth(
                            27, 53, 46, 34, 67, 30, 82, 43, 78, 62, 62, 72, 48, 62, 50, 36, 57, 10
                        ).smooth(59, 42, 54, 70, 35, 93)
                    ]),
            ]),
        KanaDrawing(
            "よ",
            StrokePath(54, 31).smooth(67, 30, 81, 26),
            StrokePath(52, 10).smooth(54, 42, 53, 71, 45, 86, 30, 85, 25, 76, 35, 69, 55, 73, 83, 89)),
        KanaDrawing(
            "ら",
            StrokePath(40, 10).smooth(51, 14, 61, 20),
            StrokePath(27, 33).smooth(26, 50, 22, 68).smooth(40, 52, 61, 47, 76, 59, 69, 79, 43, 92)),
        KanaDrawing(
            "り",
            [
                LetterDrawing.standard([
                    StrokePath(28, 15).smooth(24, 38, 28, 62).smooth(38, 46),
                    StrokePath(66, 12).smooth(68, 45, 62, 70, 43, 93),
                ]),
                LetterDrawing(
                    name: "connected",
                    paths: [
                        StrokePath(28, 15).smooth(24, 38, 28, 62).smooth(44, 34, 66, 15).smooth(68, 45, 62, 70, 43, 93)
                    ]),
            ]),
        KanaDrawing(
            "る",
            StrokePath(30, 17).smooth(48, 17, 67, 13).smooth(45, 42, 19, 69).smooth(
                39, 53, 60, 47, 77, 58, 77, 76, 58, 90, 42, 88, 41, 77, 53, 73, 64, 83)),
        KanaDrawing(
            "れ",
            StrokePath(32, 9).smooth(33, 50, 32, 91),
            StrokePath(12, 33).smooth(26, 31, 41, 27).smooth(28, 52, 9, 76).smooth(
                30, 52, 51, 36, 64, 38, 66, 54, 63, 74, 71, 86, 91, 75)),
        KanaDrawing(
            "ろ",
            StrokePath(30, 17).smooth(48, 17, 67, 13).smooth(45, 42, 19, 69).smooth(
                40, 53, 62, 47, 79, 60, 72, 80, 45, 93)),
        KanaDrawing(
            "わ",
            StrokePath(32, 9).smooth(33, 50, 32, 91),
            StrokePath(12, 33).smooth(26, 31, 41, 27).smooth(28, 52, 9, 76).smooth(
                32, 50, 58, 36, 79, 44, 84, 62, 74, 79, 52, 91)),
        KanaDrawing(
            "を",
            StrokePath(21, 26).smooth(47, 26, 73, 20),
            StrokePath(45, 9).smooth(36, 34, 19, 59).smooth(34, 46, 48, 43, 55, 53, 54, 71),
            StrokePath(83, 42).smooth(56, 54, 36, 67, 35, 81, 49, 90, 79, 88)),
        KanaDrawing(
            "ん",
            StrokePath(53, 11).smooth(35, 49, 12, 89).smooth(29, 60, 42, 51, 50, 60, 52, 76, 62, 87, 77, 81, 89, 64)),
    ]
}
