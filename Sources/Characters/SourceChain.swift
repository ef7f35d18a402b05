/// Several sources in order: the first one that has a character wins.
///
/// What a user gives stands before what is built in, so that a library of one's own can replace a built-in character:
/// `--characters A --characters B` is the chain A, B, built-in Hangul.
public struct SourceChain: CharacterSource {
    /// The sources, the one that is asked first at the beginning.
    public let sources: [any CharacterSource]

    /// A chain of `sources`, the one to ask first at the beginning.
    public init(_ sources: [any CharacterSource]) { self.sources = sources }

    /// What the first source that knows `text` says of it.
    public func reference(for text: Character) -> ReferenceCharacter? {
        for source in sources {
            if let reference = source.reference(for: text) { return reference }
        }
        return nil
    }

    /// What all sources list, each character once.
    public var characters: [Character] {
        var known: Set<Character> = []
        return sources.flatMap { $0.characters.filter { known.insert($0).inserted } }
    }

    /// What all sources know of, each character once.
    public func rivals(of text: Character) -> [Character] {
        var rivals: [Character] = []
        for source in sources {
            for rival in source.rivals(of: text) where !rivals.contains(rival) { rivals.append(rival) }
        }
        return rivals
    }

    /// Digest of the sources' digests; a chain of one has the digest of that one.
    public var digest: String {
        if sources.count == 1 { return sources[0].digest }
        var digest = ContentDigest()
        for source in sources { digest.update(source.digest) }
        return digest.text
    }
}
