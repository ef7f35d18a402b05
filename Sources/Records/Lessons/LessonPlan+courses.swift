extension LessonPlan {
    /// The lessons that come with the project, course by course.
    public static let all: [LessonPlan] = hangul + hiragana + katakana + digits

    /// A course of which each lesson builds on the one before.
    static func course(
        _ course: String, _ name: String, script: String, after first: String? = nil,
        _ lessons: [(title: LessonTitle, characters: String, words: String)]
    ) -> [LessonPlan] {
        lessons.enumerated().map { place, lesson in
            let before = place == 0 ? first : "\(course).\(name)-\(place)"
            return LessonPlan(
                id: "\(course).\(name)-\(place + 1)", course: course, script: script, title: lesson.title,
                characters: lesson.characters.map(String.init),
                words: lesson.words.split(separator: " ").map(String.init),
                buildsOn: before.map { [$0] } ?? [])
        }
    }
}
