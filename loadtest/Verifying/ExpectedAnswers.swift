import Wire

/// What each script's session must be told, character by character: the answers of `pilsun check`.
struct ExpectedAnswers: Equatable, Sendable {
    /// Of one character.
    struct Character: Equatable, Sendable {
        /// The outputs in order, without their numbers.
        var outputs: [[UInt8]] = []
        /// The last `analysis:result`.
        var analysis: [UInt8]?
    }

    /// By the line's id: a recording's, or a log's with the character's place behind a slash.
    private(set) var characters: [String: Character] = [:]

    /// Reads the lines of `pilsun check`.
    init(_ lines: [UInt8]) throws(InputFault) {
        for (place, line) in lines.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let id = JSONElements.string(JSONElements.member("id", of: line)),
                let events = JSONElements.member("events", of: line)
            else { throw InputFault("Line \(place + 1) of the expected answers is none of “pilsun check”.") }
            if let error = JSONElements.member("error", of: line) {
                throw InputFault("There is no expected answer for “\(id)”: \(String(decoding: error, as: UTF8.self))")
            }
            guard characters[id] == nil else {
                throw InputFault(
                    "“\(id)” is there twice among the expected answers: give each recording an id of its own.")
            }
            var character = Character()
            for event in JSONElements.elements(of: events) {
                if EventText.isAnalysis(Array(event)) {
                    character.analysis = Array(event)
                } else {
                    character.outputs.append(Array(event))
                }
            }
            characters[id] = character
        }
    }

    /// Of a character of a script; nil where nothing is known.
    func character(_ place: Int, of script: String) -> Character? {
        characters["\(script)/\(place)"] ?? (place == 0 ? characters[script] : nil)
    }
}
