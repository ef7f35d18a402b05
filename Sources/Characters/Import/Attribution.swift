/// Whose work a character is and under which licence it may be passed on.
public struct Attribution: Equatable, Sendable {
    /// Name of the collection, for example `KanjiVG`.
    public let source: String
    /// SPDX identifier of its licence, or a short name.
    public let license: String

    /// An attribution to a named collection.
    public init(source: String, license: String) {
        self.source = source
        self.license = license
    }

    /// KanjiVG, by Ulrich Apel.
    public static let kanjiVG = Attribution(source: "KanjiVG", license: "CC-BY-SA-3.0")
    /// hanzi-writer-data, derived from Make Me a Hanzi.
    public static let hanziWriter = Attribution(source: "hanzi-writer-data", license: "Arphic-1999")
    /// Make Me a Hanzi, derived from fonts by Arphic Technology.
    public static let makeMeAHanzi = Attribution(source: "Make Me a Hanzi", license: "Arphic-1999")
    /// A user's own characters where the file does not say more.
    public static let own = Attribution(source: "own", license: "unstated")
}
