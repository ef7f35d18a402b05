extension LessonPlan {
    private static func row(_ kana: Character) -> LessonTitle {
        LessonTitle("The row of \(kana)", ko: "\(kana)행", ja: "\(kana)行", zh: "\(kana)行")
    }

    private static let voiced = LessonTitle("Voiced sounds", ko: "탁음", ja: "濁音", zh: "浊音")
    private static let halfVoiced = LessonTitle("Half voiced sounds", ko: "반탁음", ja: "半濁音", zh: "半浊音")
    private static let small = LessonTitle("Small kana", ko: "작은 가나", ja: "小さいかな", zh: "小写假名")

    /// Hiragana by rows.
    static let hiragana = course(
        "kana", "hiragana", script: "kana",
        [
            (row("あ"), "あいうえお", "あい いえ うえ あおい"), (row("か"), "かきくけこ", "かお えき いけ こえ きく"),
            (row("さ"), "さしすせそ", "あさ すし いす せかい"), (row("た"), "たちつてと", "たこ くち つき て とけい"),
            (row("な"), "なにぬねの", "なつ いぬ ねこ にく きのこ"), (row("は"), "はひふへほ", "はな ひと ふね へそ ほし"),
            (row("ま"), "まみむめも", "まめ みみ むし あめ もも"), (row("や"), "やゆよ", "やま ゆき よむ ゆめ"),
            (row("ら"), "らりるれろ", "そら とり はる れつ しろい"), (row("わ"), "わをん", "わたし ほん てんき"),
            (voiced, "がぎぐげござじずぜぞだぢづでどばびぶべぼ", "かぎ みず でんわ かばん ひざ"),
            (halfVoiced, "ぱぴぷぺぽ", "ぽかぽか ぴかぴか てんぷら"), (small, "ゃゅょっ", "おちゃ きって しゅみ びょういん"),
        ])

    /// Katakana by rows, for whoever knows hiragana.
    static let katakana = course(
        "kana", "katakana", script: "kana", after: "kana.hiragana-10",
        [
            (row("ア"), "アイウエオー", "エア オー"), (row("カ"), "カキクケコ", "ケーキ ココア カー"),
            (row("サ"), "サシスセソ", "アイス ソース スキー"), (row("タ"), "タチツテト", "テスト スカート シーツ タクシー"),
            (row("ナ"), "ナニヌネノ", "ネクタイ テニス カヌー ノート"), (row("ハ"), "ハヒフヘホ", "ナイフ コーヒー ハート"),
            (row("マ"), "マミムメモ", "メモ ハム マスク トマト ミス"), (row("ヤ"), "ヤユヨ", "タイヤ ヤシ ヨーヨー"),
            (row("ラ"), "ラリルレロ", "カメラ ホテル ロシア ソロ"), (row("ワ"), "ワヲン", "ワイン ライオン"),
            (voiced, "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "ギター ドア バス テレビ ジーンズ"),
            (halfVoiced, "パピプペポ", "パン ピアノ ペン ポスト"), (small, "ャュョッァィェォ", "シャツ ニュース コップ フォーク"),
        ])

    /// The digits, and numbers of them.
    static let digits = course(
        "digits", "digits", script: "digits",
        [
            (LessonTitle("One to three", ko: "1부터 3까지", ja: "1から3まで", zh: "1到3"), "123", "12 31 213"),
            (LessonTitle("Four to six", ko: "4부터 6까지", ja: "4から6まで", zh: "4到6"), "456", "45 64 152"),
            (
                LessonTitle("Seven to nine, and nought", ko: "7부터 9까지, 그리고 0", ja: "7から9まで、そして0", zh: "7到9和0"), "7890",
                "10 78 90 2026"
            ),
        ])
}
