import Characters

/// What an import has read so far, each character once.
struct CollectedCharacters {
    private(set) var characters: [ReferenceCharacter] = []
    private var known: Set<[UInt8]> = []
    private var files = 0
    private var emptyFiles = 0
    private var passedOver = 0
    private var repeated = 0

    /// Takes in the characters of one file, but for those that are there already.
    mutating func add(_ more: [ReferenceCharacter]) {
        files += 1
        if more.isEmpty { emptyFiles += 1 }
        for character in more {
            if known.insert(Array(character.text.utf8)).inserted {
                characters.append(character)
            } else {
                repeated += 1
            }
        }
    }

    /// Counts a file that is not of the form.
    mutating func passOver(file: String) { passedOver += 1 }

    /// Counts, as one line.
    var summary: String {
        let strokes = characters.reduce(0) { $0 + $1.standardStrokes.count }
        let points = characters.reduce(0) { $0 + $1.standardStrokes.reduce(0) { $0 + $1.points.count } }
        var text = "characters: \(characters.count), strokes: \(strokes), points: \(points), files: \(files)"
        if emptyFiles > 0 { text += ", left out as other forms of a character: \(emptyFiles)" }
        if passedOver > 0 { text += ", passed over as not named by a character: \(passedOver)" }
        if repeated > 0 { text += ", left out as repeated: \(repeated)" }
        return text
    }
}
