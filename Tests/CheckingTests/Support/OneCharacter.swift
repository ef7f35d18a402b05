import Characters
import Ink

/// A source that knows one character, made of strokes given as lines in the unit square.
struct OneCharacter: CharacterSource {
    let character: Character
    let strokes: [[Point]]

    func reference(for text: Character) -> ReferenceCharacter? {
        guard text == character else { return nil }
        let way = ReferenceAlternative(name: "standard", strokes: strokes.map { ReferenceStroke(points: $0) })
        return ReferenceCharacter(
            text: String(character), parts: [ReferencePart(name: "", alternatives: [way])], source: "test",
            license: "MIT")
    }

    var digest: String { "" }
}
