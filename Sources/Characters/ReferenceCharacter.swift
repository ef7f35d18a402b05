/// A character as it is to be written: its parts in their order, in the unit square of its box.
public struct ReferenceCharacter: Equatable, Sendable {
    /// The character itself.
    public let text: String
    /// The parts in the order of writing; never empty.
    public let parts: [ReferencePart]
    /// Where the strokes come from, for example `pilsun` or `KanjiVG`.
    public let source: String
    /// The licence of the strokes as an SPDX identifier or a short name.
    public let license: String

    /// A character of at least one part.
    public init(text: String, parts: [ReferencePart], source: String, license: String) {
        precondition(!parts.isEmpty, "a character has at least one part")
        self.text = text
        self.parts = parts
        self.source = source
        self.license = license
    }

    /// The strokes of the standard way of writing, in order: what is drawn as a ghost.
    public var standardStrokes: [ReferenceStroke] { parts.flatMap { $0.alternatives[0].strokes } }

    /// The same character with another accepted way of writing one part in the standard's place.
    public func writing(part: Int, as alternative: Int) -> ReferenceCharacter {
        var ways = parts[part].alternatives
        ways.insert(ways.remove(at: alternative), at: 0)
        var changed = parts
        changed[part] = ReferencePart(name: parts[part].name, alternatives: ways)
        return ReferenceCharacter(text: text, parts: changed, source: source, license: license)
    }
}
