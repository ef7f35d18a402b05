public import Ink

/// The head of a session's log: all that the fold depends on besides the ink events.
public struct SessionHead: Equatable, Sendable {
    /// What will be written, character by character; empty where a client never said so: then ink is only fitted.
    public var text: [Character]
    /// A box for each character, at least one.
    public var boxes: [Frame]
    /// Whether the client said where the boxes are: else nobody can say how large and where in them a character should be.
    public var hasBoxes: Bool
    /// How strictly the learner is judged.
    public var level: Level
    /// The language of the sentences.
    public var language: Language

    /// A head. Without `boxes` for all characters the others follow to the right of the last one.
    public init(
        text: [Character], boxes: [Frame], hasBoxes: Bool = true, level: Level = .standard,
        language: Language = .english
    ) {
        precondition(!boxes.isEmpty, "a session has at least one box")
        self.text = text
        self.boxes = boxes
        self.hasBoxes = hasBoxes
        while self.boxes.count < text.count { self.boxes.append(self.boxes[self.boxes.count - 1].next) }
        self.level = level
        self.language = language
    }

    /// The head of a session that nobody started: nothing to check against.
    public static let unnamed = SessionHead(text: [], boxes: [.unnamed], hasBoxes: false)

    /// The grid of all coordinates of the session: that of its first box.
    public var quantiser: Quantiser { Quantiser(frame: boxes[0]) }
}
