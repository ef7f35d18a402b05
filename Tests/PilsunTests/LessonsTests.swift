import Characters
import Foundation
import Records
import Testing

@testable import pilsun

@Suite struct LessonsTests {
    @Test(arguments: LessonPlan.all) func `every character of a lesson can be judged without a library`(
        lesson: LessonPlan
    ) throws {
        let source = try LibraryOptions.source(of: [])
        for text in lesson.characters + lesson.words.flatMap({ $0.map(String.init) }) {
            #expect(source.reference(for: try #require(text.first)) != nil, "\(text)")
        }
    }

    @Test func `a lesson is a line of JSON`() throws {
        let lesson = try #require(LessonPlan.all.first { $0.id == "kana.hiragana-2" })
        let line = lesson.line(source: "pilsun", license: "as the project")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["characters"] as? [String] == ["か", "き", "く", "け", "こ"])
        #expect(object["buildsOn"] as? [String] == ["kana.hiragana-1"])
        #expect((object["title"] as? [String: String])?["ko"] == "か행")
        #expect((object["goal"] as? [String: Any])?["times"] as? Int == 2)
    }
}
