public import Ink

/// `session:start`: what will be written and where.
public struct SessionStart: Equatable, Sendable {
    /// The characters to be written, white space left out; empty where the ink is only to be fitted.
    public var text: [Character] = []
    /// The box of each character, or of the first one only; empty where the client named none.
    public var boxes: [Frame] = []
    /// The name of the level, nil where the client named none.
    public var level: String?
    /// A BCP 47 tag for the sentences, nil where the client named none.
    public var locale: String?
    /// The protocol version.
    public var version = 1
    /// A token that says who writes, nil where there is none.
    public var token: String?
    /// The class that the learner belongs to: whoever teaches it finds the session under this name. Nil where there is none.
    public var className: String?
    /// What the learner is called there.
    public var name: String?
    /// The lesson that is written for, for the learner's records. Nothing is judged by it.
    public var lesson: String?
    /// What the learner sees of the model, likewise: `none`, `ghost` or `fading`.
    public var help: String?

    /// What a learner may see of the model.
    public static let helps = ["none", "ghost", "fading"]

    /// A start without any field.
    public init() {}
}
