extension KanaSource {
    /// Every character that is known, in the order of Unicode.
    public var characters: [Character] { Self.characters }

    /// The kana, and for a digit the digits, that look most alike.
    public func rivals(of text: Character) -> [Character] { Self.index[text] ?? [] }

    /// Made when somebody first asks: some milliseconds.
    private static let index: [Character: [Character]] = {
        let source = KanaSource()
        let maps = characters.compactMap { text in
            source.reference(for: text).map { (text: String(text), map: DirectionMap($0)) }
        }
        let rivals = RivalIndex(maps).rivals
        var index: [Character: [Character]] = [:]
        for (kana, places) in zip(maps, rivals) {
            index[Character(kana.text)] = places.map { Character(maps[$0].text) }
        }
        return index
    }()
}
