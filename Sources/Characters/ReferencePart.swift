/// A part of a character that is written as a unit before the next part begins: a letter of a Hangul syllable, or a whole Hanzi.
public struct ReferencePart: Equatable, Sendable {
    /// The part as text, for example `ㅈ`.
    public let name: String
    /// The accepted ways of writing it, the standard one first; never empty.
    public let alternatives: [ReferenceAlternative]

    /// A part with at least one way of writing it.
    public init(name: String, alternatives: [ReferenceAlternative]) {
        precondition(!alternatives.isEmpty, "a part can be written in at least one way")
        self.name = name
        self.alternatives = alternatives
    }
}
