/// Reads one form in which others publish characters.
///
/// An importer is a pure function of a file's bytes: it returns every character of the file that it can read, and every fault with its
/// place. Each character has one part with the alternative `standard`, unless the form can say more.
public protocol CharacterImporter: Sendable {
    /// What a file holds.
    ///
    /// - Parameters:
    ///   - bytes: the whole file, not compressed.
    ///   - file: its path or name: shown in faults; where the form demands it, the character is taken from it.
    func read(_ bytes: [UInt8], file: String) -> ImportedFile
}

extension CharacterImporter {
    /// The characters of a file without faults. Throws the first one.
    public func characters(in bytes: [UInt8], file: String) throws(ImportFault) -> [ReferenceCharacter] {
        let imported = read(bytes, file: file)
        if let fault = imported.faults.first { throw fault }
        return imported.characters
    }
}

extension ReferenceCharacter {
    /// A character with one way of writing it.
    init(text: String, strokes: [ReferenceStroke], attribution: Attribution) {
        let standard = ReferenceAlternative(name: "standard", strokes: strokes)
        self.init(
            text: text, parts: [ReferencePart(name: text, alternatives: [standard])], source: attribution.source,
            license: attribution.license)
    }
}
