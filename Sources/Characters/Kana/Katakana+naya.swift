extension KanaDrawing {
    /// ナニヌネノ ハヒフヘホ マミムメモ ヤユヨ ラリルレロ ワヲン
    static let katakanaNToN: [KanaDrawing] = [
        KanaDrawing("ナ", StrokePath(11, 38).bar(89, 35), StrokePath(53, 10).smooth(51, 60, 21, 93)),
        KanaDrawing("ニ", StrokePath(21, 29).bar(79, 27), StrokePath(9, 78).bar(91, 76)),
        KanaDrawing(
            "ヌ", StrokePath(20, 21).bar(77, 19).smooth(61, 57, 15, 89), StrokePath(31, 43).smooth(55, 57, 77, 79)),
        KanaDrawing(
            "ネ", StrokePath(46, 8).smooth(52, 13, 57, 20), StrokePath(20, 31).bar(74, 29).smooth(52, 55, 9, 73),
            StrokePath(49, 52).line(49, 94), StrokePath(61, 54).smooth(73, 62, 85, 72)),
        KanaDrawing("ノ", StrokePath(77, 11).smooth(63, 57, 17, 91)),
        KanaDrawing("ハ", StrokePath(35, 25).smooth(27, 54, 8, 81), StrokePath(62, 22).smooth(78, 46, 92, 81)),
        KanaDrawing(
            "ヒ", StrokePath(27, 46).smooth(55, 40, 78, 28),
            StrokePath(26, 12).line(26, 68).curve(26, 81, 31, 84, 42, 84).line(85, 82)),
        KanaDrawing("フ", StrokePath(15, 22).bar(81, 20).smooth(70, 61, 25, 93)),
        KanaDrawing("ヘ", StrokePath(8, 63).smooth(23, 46, 36, 33).smooth(63, 54, 92, 78)),
        KanaDrawing(
            "ホ", StrokePath(11, 35).bar(89, 32), StrokePath(50, 10).line(50, 87).line(41, 81),
            StrokePath(30, 50).smooth(23, 64, 9, 78),
            StrokePath(69, 49).smooth(81, 61, 91, 76)),
        KanaDrawing(
            "マ", StrokePath(13, 23).bar(84, 20).smooth(70, 44, 46, 63), StrokePath(33, 51).smooth(49, 64, 63, 83)),
        KanaDrawing(
            "ミ", StrokePath(28, 15).smooth(53, 20, 77, 29), StrokePath(28, 40).smooth(51, 44, 72, 52),
            StrokePath(19, 67).smooth(51, 73, 82, 86)),
        KanaDrawing(
            "ム", StrokePath(46, 12).smooth(35, 44, 18, 79).smooth(52, 77, 83, 71),
            StrokePath(66, 51).smooth(79, 68, 89, 89)),
        KanaDrawing("メ", StrokePath(75, 12).smooth(58, 55, 13, 91), StrokePath(28, 32).smooth(55, 52, 79, 77)),
        KanaDrawing(
            "モ", StrokePath(23, 20).bar(77, 18), StrokePath(11, 48).bar(89, 44),
            StrokePath(46, 20).line(46, 69).curve(46, 82, 51, 85, 62, 85).line(86, 83)),
        KanaDrawing(
            "ヤ", StrokePath(11, 43).bar(84, 28).smooth(76, 43, 61, 55), StrokePath(35, 11).smooth(43, 50, 54, 92)),
        KanaDrawing("ユ", StrokePath(22, 29).bar(71, 27).line(66, 77), StrokePath(9, 78).bar(91, 76)),
        KanaDrawing(
            "ヨ", StrokePath(22, 18).bar(77, 16).line(76, 86), StrokePath(25, 49).bar(75, 47),
            StrokePath(20, 83).bar(75, 81)),
        KanaDrawing("ラ", StrokePath(24, 18).bar(76, 16), StrokePath(13, 42).bar(82, 39).smooth(71, 70, 31, 93)),
        KanaDrawing("リ", StrokePath(28, 14).line(28, 59), StrokePath(71, 11).smooth(70, 56, 40, 93)),
        KanaDrawing(
            "ル", StrokePath(34, 18).smooth(31, 58, 9, 86), StrokePath(56, 12).line(57, 85).smooth(78, 72, 93, 49)),
        KanaDrawing("レ", StrokePath(28, 12).line(29, 86).smooth(62, 72, 89, 41)),
        KanaDrawing(
            "ロ", StrokePath(21, 23).line(23, 86), StrokePath(22, 23).bar(79, 22).line(78, 86),
            StrokePath(23, 83).bar(78, 81)),
        KanaDrawing("ワ", StrokePath(19, 21).line(20, 45), StrokePath(19, 21).bar(81, 18).smooth(74, 58, 36, 93)),
        KanaDrawing(
            "ヲ",
            [
                LetterDrawing.standard([
                    StrokePath(16, 20).bar(81, 18), StrokePath(19, 47).bar(74, 44),
                    StrokePath(81, 18).smooth(71, 62, 28, 93),
                ]),
                LetterDrawing(
                    name: "two strokes",
                    paths: [StrokePath(16, 20).bar(81, 18).smooth(71, 62, 28, 93), StrokePath(19, 47).bar(74, 44)]),
            ]),
        KanaDrawing("ン", StrokePath(18, 21).smooth(28, 29, 37, 39), StrokePath(16, 87).smooth(53, 73, 89, 36)),
    ]
}
