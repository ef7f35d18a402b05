import Characters
import Ink
import Wire

/// `GET /characters/<text>`: how a text is written, for clients that show a model; see `protocol/characters.md`.
struct CharactersRoute: Sendable {
    let source: SourceChain

    /// - Parameter text: the text that was asked for; nil where it is not encoded rightly.
    func response(to text: String?) -> HTTPResponse {
        guard let text else {
            return HTTPResponse(.badRequest, text: "The text must be UTF-8, percent-encoded.\n")
        }
        let characters = text.filter { !$0.isWhitespace }
        guard !characters.isEmpty, characters.count <= EventLimits.textCharacters else {
            return HTTPResponse(
                .badRequest, text: "The text must have 1 to \(EventLimits.textCharacters) characters.\n")
        }
        var json = JSONWriter()
        json.raw("{\"text\":")
        json.string(text)
        json.raw(",\"characters\":")
        json.list(Array(characters)) { append($1, to: &$0) }
        json.raw("}")
        var response = HTTPResponse(.ok, json: json)
        response.headers.append("cache-control", "no-cache")
        return response
    }

    private func append(_ character: Character, to json: inout JSONWriter) {
        let reference = source.reference(for: character)
        json.raw("{\"text\":")
        json.string(String(character))
        json.raw(",\"strokes\":")
        json.list(reference?.standardStrokes ?? []) { json, stroke in
            json.list(stroke.points) { json, point in
                json.raw("[")
                json.fraction(point.x)
                json.raw(",")
                json.fraction(point.y)
                json.raw("]")
            }
        }
        json.raw(",\"source\":")
        json.string(orNull: reference?.source)
        json.raw(",\"license\":")
        json.string(orNull: reference?.license)
        json.raw("}")
    }
}
