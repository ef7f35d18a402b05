extension KanaDrawing {
    /// 0 to 9 as schools of Japan and Korea teach them.
    static let digits: [KanaDrawing] = [
        KanaDrawing("0", StrokePath(52, 10).smooth(32, 24, 26, 52, 34, 80, 50, 90, 66, 80, 74, 50, 68, 22, 52, 10)),
        KanaDrawing(
            "1",
            [
                LetterDrawing.standard([StrokePath(50, 10).line(50, 90)]),
                LetterDrawing(name: "with a flag", paths: [StrokePath(36, 26).line(52, 10).line(52, 90)]),
            ]),
        KanaDrawing("2", StrokePath(27, 31).smooth(34, 15, 51, 9, 68, 19, 67, 39, 49, 64, 26, 88).line(75, 88)),
        KanaDrawing(
            "3",
            StrokePath(28, 21).smooth(45, 10, 64, 16, 66, 34, 45, 46).smooth(67, 53, 72, 70, 60, 87, 41, 90, 25, 79)),
        KanaDrawing(
            "4",
            StrokePath(54, 10).line(22, 63).line(80, 62), StrokePath(60, 38).line(60, 91)),
        KanaDrawing(
            "5",
            [
                LetterDrawing.standard([
                    StrokePath(34, 12).line(31, 45).smooth(51, 37, 69, 46, 73, 65, 60, 86, 41, 90, 25, 81),
                    StrokePath(34, 12).line(73, 11),
                ]),
                LetterDrawing(
                    name: "one line",
                    paths: [
                        StrokePath(73, 11).line(34, 12).line(31, 45).smooth(
                            51, 37, 69, 46, 73, 65, 60, 86, 41, 90, 25, 81)
                    ]),
            ]),
        KanaDrawing(
            "6", StrokePath(62, 10).smooth(40, 34, 29, 64, 36, 84, 52, 91, 68, 81, 69, 62, 53, 53, 36, 61, 30, 75)),
        KanaDrawing(
            "7",
            [
                LetterDrawing.standard([
                    StrokePath(26, 14).line(26, 34), StrokePath(26, 14).line(75, 13).smooth(57, 49, 47, 91),
                ]),
                LetterDrawing(name: "one line", paths: [StrokePath(25, 14).line(75, 13).smooth(57, 49, 47, 91)]),
                LetterDrawing(
                    name: "with a bar",
                    paths: [StrokePath(25, 14).line(75, 13).smooth(57, 49, 47, 91), StrokePath(36, 50).line(76, 48)]),
            ]),
        KanaDrawing(
            "8",
            StrokePath(67, 22).smooth(
                51, 10, 35, 20, 36, 36, 51, 48, 68, 61, 70, 78, 51, 91, 31, 78, 33, 61, 51, 48, 65, 36, 67, 22)),
        KanaDrawing(
            "9", StrokePath(69, 27).smooth(56, 11, 37, 17, 31, 34, 40, 50, 56, 48, 69, 27).smooth(69, 55, 58, 91)),
    ]
}
