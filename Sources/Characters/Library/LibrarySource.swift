/// A library file as a source of characters.
///
/// A character whose record is damaged counts as unknown: a session that asks for it is told so, the others go on. `verify` on
/// `file` finds such damage beforehand.
public struct LibrarySource: CharacterSource {
    /// The library behind the source.
    public let file: LibraryFile

    /// A source that reads from `file`.
    public init(_ file: LibraryFile) { self.file = file }

    /// The library's character; nil where it has none or a damaged one.
    public func reference(for text: Character) -> ReferenceCharacter? {
        try? file.character(for: String(text))
    }

    /// Digest of the file's contents and of the format's version.
    public var digest: String {
        var digest = ContentDigest()
        digest.update("library \(LibraryLayout.version)")
        digest.update("\(file.digest)")
        return digest.text
    }
}
