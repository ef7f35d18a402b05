/// What is wrong with a file of keys, as the rest of a sentence.
public struct TokenKeysFault: Error, CustomStringConvertible {
    /// For people.
    public let description: String

    init(_ description: String) { self.description = description }
}
