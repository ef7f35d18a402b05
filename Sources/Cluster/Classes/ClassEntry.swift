/// Something that stands in a class's list for a while: a session that belongs to the class, or who follows one.
public struct ClassEntry: Equatable, Sendable {
    /// What it is known by in the class.
    public var name: String
    /// What it says; empty where it is to be taken away.
    public var text: [UInt8]

    /// An entry from its parts.
    public init(name: String, text: [UInt8]) {
        self.name = name
        self.text = text
    }
}
