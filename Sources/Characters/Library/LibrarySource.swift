/// A library file as a source of characters.
///
/// A character whose record is damaged counts as unknown: a session that asks for it is told so, the others go on. `verify` on
/// `file` finds such damage beforehand.
public struct LibrarySource: CharacterSource {
    /// The library behind the source.
    public let file: LibraryFile

    /// A source that reads from `file`.
    public init(_ file: LibraryFile) {
        self.file = file
        made = file.hasRivals ? nil : MadeRivals(of: file)
    }

    /// The rivals of a library that was made before they were kept in it.
    private let made: MadeRivals?

    /// The library's rivals of a character; none where what it says of them is damaged. In a library that was made before they were kept, the
    /// first question takes about a second.
    public func rivals(of text: Character) -> [Character] {
        if let made { return made.rivals(of: text) }
        return ((try? file.rivals(of: String(text))) ?? []).map { Character($0) }
    }

    /// The library's character; nil where it has none or a damaged one.
    public func reference(for text: Character) -> ReferenceCharacter? {
        try? file.character(for: String(text))
    }

    /// The library's characters in the order of their UTF-8 bytes, but for damaged ones.
    public var characters: [Character] {
        (0..<file.count).compactMap { place in (try? file.text(at: place)).map { Character($0) } }
    }

    /// Digest of the file's contents and of the format's version.
    public var digest: String {
        var digest = ContentDigest()
        digest.update("library \(LibraryLayout.version)")
        digest.update("\(file.digest)")
        return digest.text
    }
}
