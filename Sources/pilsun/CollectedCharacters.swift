import Characters

/// What an import has read so far, each character once and corrected.
struct CollectedCharacters {
    private(set) var characters: [ReferenceCharacter] = []
    /// What could not be taken, a line for each.
    private(set) var faults: [String] = []
    private let corrections: Corrections?
    private var known: Set<[UInt8]> = []
    private var files = 0
    private var emptyFiles = 0
    private var passedOver = 0
    private var repeated = 0

    init(corrections: Corrections? = nil) { self.corrections = corrections }

    /// Takes in the characters of one file, but for those that are there already.
    mutating func add(_ imported: ImportedFile) {
        files += 1
        if imported.characters.isEmpty, imported.faults.isEmpty { emptyFiles += 1 }
        faults += imported.faults.map(\.description)
        for character in imported.characters {
            do {
                let corrected = try corrections?.corrected(character) ?? character
                // What a library has no room for is a fault of this character, and not of all.
                _ = try LibraryWriter.bytes(of: [corrected])
                if known.insert(Array(character.text.utf8)).inserted {
                    characters.append(corrected)
                } else {
                    repeated += 1
                }
            } catch {
                faults.append("\(error)")
            }
        }
    }

    /// Counts a file that is not of the form.
    mutating func passOver(file: String) { passedOver += 1 }

    /// Characters that are to be corrected and were not there.
    var needlessCorrections: [String] { corrections?.texts.filter { !known.contains(Array($0.utf8)) } ?? [] }

    /// Counts, as one line.
    var summary: String {
        let strokes = characters.reduce(0) { $0 + $1.standardStrokes.count }
        let points = characters.reduce(0) { $0 + $1.standardStrokes.reduce(0) { $0 + $1.points.count } }
        var text = "characters: \(characters.count), strokes: \(strokes), points: \(points), files: \(files)"
        if !faults.isEmpty { text += ", left out as broken: \(faults.count)" }
        if emptyFiles > 0 { text += ", left out as other forms of a character: \(emptyFiles)" }
        if passedOver > 0 { text += ", passed over as not named by a character: \(passedOver)" }
        if repeated > 0 { text += ", left out as repeated: \(repeated)" }
        return text
    }
}
