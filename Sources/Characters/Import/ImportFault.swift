/// Why a file of characters was refused, with the place of the fault.
public struct ImportFault: Error, Equatable {
    /// The file as it was named to the importer.
    public let file: String
    /// Line of the fault, 1 and up.
    public let line: Int
    /// Byte within the line, 1 and up.
    public let column: Int
    /// What is wrong, as the rest of a sentence.
    public let what: String

    /// A fault at a place that is known already.
    public init(file: String, line: Int, column: Int, what: String) {
        self.file = file
        self.line = line
        self.column = column
        self.what = what
    }
}

extension ImportFault: CustomStringConvertible {
    /// `file:line:byte: what is wrong`.
    public var description: String { "\(file):\(line):\(column): \(what)" }
}
