/// A promise that some input broke.
public struct FuzzFinding: Error, CustomStringConvertible {
    /// Which one, in a sentence.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Throws where a promise does not hold.
func hold(_ condition: Bool, _ promise: @autoclosure () -> String) throws(FuzzFinding) {
    if !condition { throw FuzzFinding(promise()) }
}
