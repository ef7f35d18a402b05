import ArgumentParser
import Characters
import FoundationEssentials
import Records
import Wire

/// `pilsun lessons`: the lessons that come with the program, and lessons of what a school uses.
struct LessonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons", abstract: "Lists lessons, and makes them of lists.",
        subcommands: [LessonsListCommand.self, LessonsImportCommand.self])
}

/// `pilsun lessons list`: the lessons that come with the program.
struct LessonsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints the lessons that come with the program: one line of JSON for each.")

    @Option(help: ArgumentHelp("Only this course: hangul, kana or digits.", valueName: "name"))
    var course: String?

    func run() throws {
        let lessons = LessonPlan.all.filter { course == nil || $0.course == course }
        guard !lessons.isEmpty else { throw CommandFailure("There is no course “\(course ?? "")”.") }
        for lesson in lessons { print(lesson.line(source: "pilsun", license: "as the project")) }
    }
}

/// `pilsun lessons import`: lessons of what a country's schools use.
struct LessonsImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes lessons of a list of characters or words, or of a field of Unihan.",
        discussion: """
            FORM is one of

              list    a character or a word a line; a line that begins with # is the \\
            title of a lesson and begins it
              unihan  Unicode's Unihan database (Unihan_*.txt): a lesson, or several, for \\
            each value of --field: kGradeLevel, kKoreanEducationHanja, kJoyoKanji, kTGH

            Prints one line of JSON for each lesson: id, course, title, characters, words, \\
            goal, what it builds on, and whose work it is under which licence.
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable { case list, unihan }

    @Argument(help: ArgumentHelp("What the file is.", valueName: "form"))
    var form: Form

    @Argument(help: ArgumentHelp("The file; “-” is standard input.", valueName: "file"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "The course: begins the ids of its lessons. Lower-case letters, digits, hyphens.", valueName: "name"))
    var course = "own"

    @Option(help: ArgumentHelp("Title of what comes before the first title in a list.", valueName: "text"))
    var title = "Lesson"

    @Option(help: ArgumentHelp("The script of a list: hangul, kana, han or digits.", valueName: "name"))
    var script = "han"

    @Option(help: ArgumentHelp("The field of Unihan that divides the characters.", valueName: "name"))
    var field = "kGradeLevel"

    @Option(help: ArgumentHelp("Most characters or words of a lesson.", valueName: "count"))
    var size = 20

    @Option(help: ArgumentHelp("Name of the collection, where it is not the form's own.", valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("Its licence: an SPDX identifier.", valueName: "id"))
    var license: String?

    func validate() throws {
        guard (1...1000).contains(size) else { throw ValidationError("The size must be 1 to 1000.") }
        guard !course.isEmpty,
            course.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { throw ValidationError("A course has a name of lower-case letters, digits and hyphens.") }
        guard ["hangul", "kana", "han", "digits"].contains(script) else {
            throw ValidationError("The script must be hangul, kana, han or digits.")
        }
    }

    func run() throws {
        try InputFiles.forEach(of: [file], suffix: ".txt") { file in
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                throw CommandFailure("“\(file.name)” is not UTF-8.")
            }
            do throws(LessonImport.Fault) {
                for lesson in try lessons(of: text) {
                    print(
                        lesson.line(
                            source: source ?? (form == .unihan ? "Unihan \(field)" : "own"),
                            license: license ?? (form == .unihan ? "Unicode-3.0" : "unstated")))
                }
            } catch {
                throw CommandFailure("“\(file.name)”, \(error).")
            }
        }
    }

    private func lessons(of text: String) throws(LessonImport.Fault) -> [LessonPlan] {
        switch form {
        case .list: try LessonImport.list(text, course: course, script: script, title: title, size: size)
        case .unihan: try LessonImport.unihan(text, field: field, course: course, size: size)
        }
    }
}

extension LessonPlan {
    /// The lesson as a line of JSON.
    func line(source: String, license: String) -> String {
        var json = JSONWriter()
        func list(_ name: StaticString, _ texts: [String]) {
            json.raw(name)
            for (place, text) in texts.enumerated() {
                if place > 0 { json.raw(",") }
                json.string(text)
            }
            json.raw("]")
        }
        func field(_ name: StaticString, _ text: String) {
            json.raw(name)
            json.string(text)
        }
        field("{\"id\":", id)
        field(",\"course\":", course)
        field(",\"script\":", script)
        field(",\"title\":{\"en\":", title.english)
        field(",\"ko\":", title.korean)
        field(",\"ja\":", title.japanese)
        field(",\"zh\":", title.chinese)
        list("},\"characters\":[", characters)
        list(",\"words\":[", words)
        json.raw(",\"goal\":{\"times\":")
        json.integer(goal.times)
        json.raw(goal.fromMemory ? ",\"memory\":true}" : ",\"memory\":false}")
        list(",\"buildsOn\":[", buildsOn)
        field(",\"source\":", source)
        field(",\"license\":", license)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
