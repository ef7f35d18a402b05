import Testing

@testable import Records

@Suite("Lessons")
struct LessonPlanTests {
    private static let hiragana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
    private static let katakana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"

    @Test("every letter of Hangul, every kana and every digit is learnt in some lesson")
    func complete() {
        let learnt = Set(LessonPlan.all.flatMap(\.characters))
        let letters = (0x3131...0x3163).compactMap { Unicode.Scalar($0).map { String(Character($0)) } }
        let clusters = Set("ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ".map(String.init))
        #expect(letters.filter { !learnt.contains($0) && !clusters.contains($0) } == [])
        #expect((Self.hiragana + Self.katakana + "0123456789").map(String.init).filter { !learnt.contains($0) } == [])
    }

    @Test("a lesson builds on lessons that are there and come before it, and ids are told apart")
    func order() {
        var seen: Set<String> = []
        for lesson in LessonPlan.all {
            #expect(lesson.buildsOn.allSatisfy(seen.contains), "\(lesson.id)")
            #expect(seen.insert(lesson.id).inserted)
            #expect(!lesson.characters.isEmpty && Set(lesson.characters).count == lesson.characters.count)
            #expect(!lesson.title.english.isEmpty && !lesson.title.korean.isEmpty)
            #expect(!lesson.title.japanese.isEmpty && !lesson.title.chinese.isEmpty)
        }
    }

    @Test("words have only characters that were learnt by then", arguments: LessonPlan.all)
    func words(lesson: LessonPlan) {
        var known: Set<String> = [], open = [lesson.id]
        while let id = open.popLast() {
            guard let one = LessonPlan.all.first(where: { $0.id == id }) else { continue }
            known.formUnion(one.characters)
            open += one.buildsOn
        }
        for word in lesson.words { #expect(word.allSatisfy { known.contains(String($0)) }, "\(word)") }
    }

    @Test("a list is lessons: titles divide it, long ones are cut, words bring their characters")
    func list() throws {
        let text = "\u{FEFF}日\n月\n\n# Body\n手\n目\n耳\n口\n日\n# Words\n火山\n手紙\n"
        let lessons = try LessonImport.list(text, course: "mine", script: "han", title: "First", size: 3)
        #expect(lessons.map(\.title.english) == ["First", "Body (1)", "Body (2)", "Words"])
        #expect(lessons.map(\.characters) == [["日", "月"], ["手", "目", "耳"], ["口"], ["火", "山", "紙"]])
        #expect(lessons[3].words == ["火山", "手紙"])
        #expect(lessons.map(\.id) == ["mine-1", "mine-2", "mine-3", "mine-4"])
        #expect(lessons.map(\.buildsOn) == [[], ["mine-1"], ["mine-2"], ["mine-3"]])
    }

    @Test("a field of Unihan is lessons by its values, the smaller ones first")
    func unihan() throws {
        let text =
            "# Unihan\nU+4E00\tkGradeLevel\t1\nU+4E8C\tkGradeLevel\t10\nU+4E09\tkGradeLevel\t2\nU+4E09\tkMandarin\tsān\nU+56DB\tkGradeLevel\t1\n"
        let lessons = try LessonImport.unihan(text, field: "kGradeLevel", course: "hk", size: 20)
        #expect(lessons.map(\.characters) == [["一", "四"], ["三"], ["二"]])
        #expect(lessons.map(\.title.english) == ["kGradeLevel 1", "kGradeLevel 2", "kGradeLevel 10"])
    }

    @Test(
        "what makes no lesson says where and why",
        arguments: [
            ("", 1), ("\n \n", 1), ("# \n一", 1), ("一\n二 三", 2), ("# only a title", 1),
        ])
    func faults(text: String, line: Int) {
        let fault = #expect(throws: LessonImport.Fault.self) {
            try LessonImport.list(text, course: "c", script: "han", title: "t", size: 20)
        }
        #expect(fault?.line == line)
        #expect(throws: LessonImport.Fault.self) {
            try LessonImport.unihan("U+110000\tkGradeLevel\t1", field: "kGradeLevel", course: "c", size: 20)
        }
    }
}
