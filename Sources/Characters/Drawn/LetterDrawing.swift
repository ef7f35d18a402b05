/// One accepted way of writing a letter, drawn in hundredths of the letter's box.
struct LetterDrawing: Equatable, Sendable {
    let name: String
    let paths: [StrokePath]
    var orders: [[Int]] = []

    /// The name of the way that is drawn as a ghost.
    static let standardName = "standard"

    /// The standard way of writing a letter.
    static func standard(_ paths: [StrokePath], orders: [[Int]] = []) -> LetterDrawing {
        LetterDrawing(name: standardName, paths: paths, orders: orders)
    }

    /// The way of writing laid into a box of the character.
    func alternative(in box: LetterBox) -> ReferenceAlternative {
        ReferenceAlternative(name: name, strokes: paths.map { $0.stroke(in: box) }, orders: orders)
    }
}
