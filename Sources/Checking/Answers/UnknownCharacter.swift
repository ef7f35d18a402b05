/// No library that is loaded says how this character is written.
public struct UnknownCharacter: Error, Equatable, Sendable {
    /// The first such character of the text.
    public var character: Character
}
