/// Why a run cannot begin or go on, as a sentence that says what to do. Ends a command with exit code 1.
struct InputFault: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
