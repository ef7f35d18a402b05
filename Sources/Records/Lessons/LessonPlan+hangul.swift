extension LessonPlan {
    /// Hangul: letters by the strokes that are added to them, then in the order of the alphabet; syllables by how they are laid out; words.
    static let hangul =
        course(
            "hangul", "letters", script: "hangul",
            [
                (LessonTitle("Vowels of one line and one more", ko: "기본 모음", ja: "基本の母音", zh: "基本元音"), "ㅣㅡㅏㅓㅗㅜ", ""),
                (LessonTitle("A second short stroke", ko: "획을 더한 모음", ja: "画を足した母音", zh: "加画元音"), "ㅑㅕㅛㅠ", ""),
                (LessonTitle("The family of ㄱ", ko: "ㄱ 가족", ja: "ㄱの仲間", zh: "ㄱ组"), "ㄱㅋㄲ", ""),
                (LessonTitle("The family of ㄴ", ko: "ㄴ 가족", ja: "ㄴの仲間", zh: "ㄴ组"), "ㄴㄷㅌㄸㄹ", ""),
                (LessonTitle("The family of ㅁ", ko: "ㅁ 가족", ja: "ㅁの仲間", zh: "ㅁ组"), "ㅁㅂㅍㅃ", ""),
                (LessonTitle("The family of ㅅ", ko: "ㅅ 가족", ja: "ㅅの仲間", zh: "ㅅ组"), "ㅅㅈㅊㅆㅉ", ""),
                (LessonTitle("Rings", ko: "ㅇ 가족", ja: "ㅇの仲間", zh: "ㅇ组"), "ㅇㅎ", ""),
                (LessonTitle("Two vowels in one", ko: "겹모음 (1)", ja: "二重母音（1）", zh: "复合元音（一）"), "ㅐㅔㅒㅖ", ""),
                (LessonTitle("Vowels of two parts", ko: "겹모음 (2)", ja: "二重母音（2）", zh: "复合元音（二）"), "ㅘㅙㅚㅝㅞㅟㅢ", ""),
                (
                    LessonTitle("The consonants as the alphabet has them", ko: "자음 순서대로", ja: "子音の順", zh: "按字母顺序的辅音"),
                    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", ""
                ),
            ])
        + course(
            "hangul", "syllables", script: "hangul", after: "hangul.letters-10",
            [
                (LessonTitle("Side by side", ko: "왼쪽과 오른쪽", ja: "左右に並べる", zh: "左右结构"), "가나다라마바사아자차카타파하", "나라 바다 아가 자"),
                (
                    LessonTitle("One above the other", ko: "위와 아래", ja: "上下に重ねる", zh: "上下结构"), "고노도로모보소오조호구누두무부수우주",
                    "오소 두부 구두 나무 우주"
                ),
                (
                    LessonTitle("Around the corner", ko: "둘러싼 모음", ja: "囲む母音", zh: "包围结构"), "과와화귀위뒤쥐의외되",
                    "과자 위 뒤 의사 사과 화가"
                ),
                (LessonTitle("A final below", ko: "받침", ja: "パッチム", zh: "收音"), "강산문눈물밥집공책달별꽃", "강산 눈물 공책 달 별 꽃"),
                (
                    LessonTitle("Finals under compound vowels", ko: "겹모음과 받침", ja: "二重母音とパッチム", zh: "复合元音加收音"), "원관광권월",
                    "공원 관광"
                ),
                (LessonTitle("Two letters below", ko: "겹받침", ja: "二重パッチム", zh: "双收音"), "닭값삶흙넋앉읽젊", "닭 값 삶 흙"),
                (
                    LessonTitle("First words", ko: "첫 낱말", ja: "はじめての単語", zh: "第一批单词"), "한글학교친구", "한글 학교 친구 사과 나무 공원 꽃집"
                ),
            ])
}
