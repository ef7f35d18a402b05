/// A lesson as it is taught: what is written in it, how well, and what must be known before.
public struct LessonPlan: Hashable, Sendable {
    /// The id: the course and the lesson's place in it, `kana.hiragana-3`.
    public let id: String
    /// The course.
    public let course: String
    /// The script: `hangul`, `kana`, `han`, `digits`.
    public let script: String
    /// What it is called.
    public let title: LessonTitle
    /// The characters that are new in it, in the order in which they are shown; each once.
    public let characters: [String]
    /// Words that are written from what is known by then.
    public let words: [String]
    /// When it is done.
    public let goal: LessonGoal
    /// Ids of the lessons that come before it.
    public let buildsOn: [String]

    /// A lesson from its parts.
    public init(
        id: String, course: String, script: String, title: LessonTitle, characters: [String], words: [String] = [],
        goal: LessonGoal = LessonGoal(), buildsOn: [String] = []
    ) {
        self.id = id
        self.course = course
        self.script = script
        self.title = title
        self.characters = characters
        self.words = words
        self.goal = goal
        self.buildsOn = buildsOn
    }
}

/// When a lesson is done: every character was written right so often, without a model to trace.
public struct LessonGoal: Hashable, Sendable {
    /// Right writings of each character.
    public let times: Int
    /// Whether they must be from memory, without a ghost.
    public let fromMemory: Bool

    /// A goal; twice from memory where nothing else is said.
    public init(times: Int = 2, fromMemory: Bool = true) {
        self.times = times
        self.fromMemory = fromMemory
    }
}

/// A title in the languages that learners read.
public struct LessonTitle: Hashable, Sendable {
    /// The title in English, Korean, Japanese and Chinese.
    public let english: String, korean: String, japanese: String, chinese: String

    /// A title in all four languages.
    public init(_ english: String, ko korean: String, ja japanese: String, zh chinese: String) {
        self.english = english
        self.korean = korean
        self.japanese = japanese
        self.chinese = chinese
    }

    /// A title that is the same in all of them: what somebody typed.
    public init(_ text: String) { self.init(text, ko: text, ja: text, zh: text) }
}
