/// Makes lessons of what a country's schools use: lists of characters or words, and the fields of Unicode's Unihan database.
public enum LessonImport {
    /// Why a file makes no lesson.
    public struct Fault: Error, Equatable, CustomStringConvertible {
        /// The line, from 1.
        public let line: Int
        /// What is wrong, as the rest of a sentence.
        public let what: String
        /// Line and reason.
        public var description: String { "line \(line): \(what)" }
    }

    /// A list: a character or a word a line; a line that begins with `#` is the title of a lesson and begins it. What comes before the first title is a lesson
    /// called `title`.
    ///
    /// - Parameters:
    ///   - course: begins the lessons' ids.
    ///   - size: most lines of a lesson; a longer one is divided, each part building on the one before.
    public static func list(
        _ text: String, course: String, script: String, title: String, size: Int
    ) throws(Fault) -> [LessonPlan] {
        var lessons = Lessons(course: course, script: script, size: size, title: title)
        for (number, line) in lines(text) {
            if line.hasPrefix("#") {
                let title = trimmed(line.dropFirst())
                guard !title.isEmpty else { throw Fault(line: number, what: "a title is missing behind “#”") }
                lessons.begin(title)
            } else {
                guard !line.contains(where: \.isWhitespace) else {
                    throw Fault(line: number, what: "one character or word a line: “\(line)” has spaces in it")
                }
                lessons.add(line)
            }
        }
        return try lessons.finished()
    }

    /// A field of Unihan (lines `U+4E00<tab>kGradeLevel<tab>1`): a lesson, or several of `size` characters, for each of its values, in the order of the
    /// values; other fields are stepped over.
    public static func unihan(_ text: String, field: String, course: String, size: Int) throws(Fault) -> [LessonPlan] {
        var values: [String: [String]] = [:]
        for (number, line) in lines(text) where !line.hasPrefix("#") {
            let parts = line.split(separator: "\t", maxSplits: 2)
            guard parts.count == 3, parts[0].hasPrefix("U+"), let code = UInt32(parts[0].dropFirst(2), radix: 16),
                let scalar = Unicode.Scalar(code)
            else {
                throw Fault(line: number, what: "a code point, a field and a value are expected, with tabs between")
            }
            // Of several values (`2013:1 …`) the first one counts.
            guard parts[1] == field, let value = parts[2].split(separator: " ").first else { continue }
            values[String(value), default: []].append(String(Character(scalar)))
        }
        var lessons = Lessons(course: course, script: "han", size: size, title: "")
        for value in values.keys.sorted(by: precedes) {
            lessons.begin("\(field) \(value)")
            for character in values[value] ?? [] { lessons.add(character) }
        }
        return try lessons.finished()
    }

    /// Numbers by their size, words by their letters.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        if let a = Int(one), let b = Int(other) { return a < b }
        return one < other
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// The lines that are not blank, with their numbers, without a byte order mark in front.
    private static func lines(_ text: String) -> [(Int, String)] {
        let marked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        return marked.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .map { ($0 + 1, trimmed($1)) }.filter { !$0.1.isEmpty }
    }

    /// Lessons that are being collected.
    private struct Lessons {
        let course: String
        let script: String
        let size: Int
        var title: String
        private var entries: [String] = []
        private var done: [LessonPlan] = []
        private var known: Set<String> = []

        init(course: String, script: String, size: Int, title: String) {
            (self.course, self.script, self.size, self.title) = (course, script, max(1, size), title)
        }

        mutating func begin(_ title: String) {
            close()
            self.title = title
        }

        mutating func add(_ entry: String) {
            if entry.count > 1 || known.insert(entry).inserted { entries.append(entry) }
        }

        private mutating func close() {
            for start in stride(from: 0, to: entries.count, by: size) {
                let part = entries[start..<min(start + size, entries.count)]
                let words = part.filter { $0.count > 1 }
                // What a word needs and was not shown before belongs to the lesson.
                let needed = words.flatMap { $0.map(String.init) }.filter { known.insert($0).inserted }
                let name = entries.count > size ? "\(title) (\(start / size + 1))" : title
                done.append(
                    LessonPlan(
                        id: "\(course)-\(done.count + 1)", course: course, script: script, title: LessonTitle(name),
                        characters: part.filter { $0.count == 1 } + needed, words: words,
                        buildsOn: done.last.map { [$0.id] } ?? []))
            }
            entries = []
        }

        mutating func finished() throws(Fault) -> [LessonPlan] {
            close()
            guard !done.isEmpty else { throw Fault(line: 1, what: "there is nothing to learn in this file") }
            return done
        }
    }
}
