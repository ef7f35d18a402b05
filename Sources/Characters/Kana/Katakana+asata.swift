extension KanaDrawing {
    /// アイウエオ カキクケコ サシスセソ タチツテト
    static let katakanaAToT: [KanaDrawing] = [
        KanaDrawing(
            "ア", StrokePath(15, 22).bar(82, 19).smooth(75, 35, 57, 49), StrokePath(51, 37).smooth(46, 66, 22, 92)),
        KanaDrawing("イ", StrokePath(73, 11).smooth(50, 39, 15, 61), StrokePath(52, 38).line(52, 92)),
        KanaDrawing(
            "ウ", StrokePath(50, 9).line(50, 24), StrokePath(20, 29).line(21, 48),
            StrokePath(20, 29).bar(81, 26).smooth(73, 60, 39, 93)),
        KanaDrawing(
            "エ", StrokePath(21, 25).bar(79, 23), StrokePath(50, 24).line(50, 79), StrokePath(9, 81).bar(91, 79)),
        KanaDrawing(
            "オ", StrokePath(13, 34).bar(87, 31), StrokePath(58, 10).line(58, 86).line(48, 79),
            StrokePath(56, 33).smooth(41, 57, 13, 78)),
        KanaDrawing(
            "カ", StrokePath(15, 35).bar(81, 31).smooth(78, 61, 69, 88).line(58, 80),
            StrokePath(46, 11).smooth(41, 57, 16, 91)),
        KanaDrawing(
            "キ", StrokePath(20, 34).bar(78, 26), StrokePath(12, 58).bar(88, 49), StrokePath(43, 9).line(57, 92)),
        KanaDrawing(
            "ク", StrokePath(42, 10).smooth(32, 31, 13, 51), StrokePath(38, 26).bar(81, 24).smooth(68, 62, 27, 93)),
        KanaDrawing(
            "ケ", StrokePath(34, 11).smooth(27, 33, 11, 53), StrokePath(29, 34).bar(88, 31),
            StrokePath(62, 33).smooth(57, 66, 32, 93)),
        KanaDrawing("コ", StrokePath(20, 24).bar(79, 22).line(78, 82), StrokePath(18, 80).bar(78, 79)),
        KanaDrawing(
            "サ", StrokePath(10, 35).bar(90, 32), StrokePath(33, 14).line(34, 60),
            StrokePath(67, 12).smooth(66, 48, 40, 92)),
        KanaDrawing(
            "シ", StrokePath(25, 15).smooth(34, 20, 42, 27), StrokePath(15, 39).smooth(24, 44, 32, 51),
            StrokePath(18, 87).smooth(53, 73, 86, 34)),
        KanaDrawing(
            "ス", StrokePath(22, 21).bar(76, 18).smooth(59, 55, 14, 89), StrokePath(54, 58).smooth(70, 71, 87, 90)),
        KanaDrawing(
            "セ", StrokePath(10, 47).bar(84, 34).smooth(76, 48, 62, 60),
            StrokePath(38, 13).line(38, 70).curve(38, 82, 42, 84, 53, 84).line(86, 82)),
        KanaDrawing("ソ", StrokePath(21, 19).smooth(29, 31, 36, 45), StrokePath(79, 14).smooth(71, 54, 30, 91)),
        KanaDrawing(
            "タ", StrokePath(42, 10).smooth(32, 31, 13, 51), StrokePath(38, 25).bar(80, 23).smooth(68, 62, 27, 93),
            StrokePath(35, 46).smooth(50, 54, 64, 66)),
        KanaDrawing(
            "チ", StrokePath(71, 12).smooth(51, 20, 24, 25), StrokePath(11, 47).bar(89, 43),
            StrokePath(51, 21).smooth(50, 62, 27, 93)),
        KanaDrawing(
            "ツ", StrokePath(17, 26).smooth(24, 37, 29, 49), StrokePath(42, 20).smooth(49, 31, 53, 43),
            StrokePath(83, 20).smooth(74, 59, 31, 91)),
        KanaDrawing(
            "テ", StrokePath(25, 20).bar(77, 18), StrokePath(9, 45).bar(91, 41),
            StrokePath(52, 43).smooth(48, 71, 25, 93)),
        KanaDrawing("ト", StrokePath(38, 9).line(38, 92), StrokePath(38, 39).smooth(59, 49, 77, 61)),
    ]
}
