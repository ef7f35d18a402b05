import Wire

/// What one session was told, as far as it is compared.
struct Transcript: Equatable, Sendable {
    /// By the character's place in the text.
    private(set) var outputs: [Int: [[UInt8]]] = [:]
    private(set) var analyses: [Int: [UInt8]] = [:]

    /// Keeps an event; of the analyses of a character the last one stands.
    mutating func add(_ event: ServerEvent, _ text: RawSpan) {
        switch event {
        case .feedback(_, let feedback): outputs[feedback.character, default: []].append(EventText.withoutNumber(text))
        case .correction(_, let character, _, _), .fit(_, let character, _, _):
            outputs[character, default: []].append(EventText.withoutNumber(text))
        case .analysis(let result): analyses[result.character] = EventText.withoutNumber(text)
        default: break
        }
    }

    /// How it differs from what was expected, in lines for people; nil where it does not.
    func difference(from expected: ExpectedAnswers, script: PenScript) -> String? {
        for place in script.start.text.indices {
            let title = "session “\(script.name)”, character \(place) (\(script.start.text[place]))"
            guard let character = expected.character(place, of: script.name) else {
                return "\(title): no answer is known that could be expected"
            }
            let heard = outputs[place] ?? []
            for index in 0..<max(heard.count, character.outputs.count) {
                let received = index < heard.count ? heard[index] : nil
                let wanted = index < character.outputs.count ? character.outputs[index] : nil
                if received != wanted { return EventDifference(wanted, received).text("\(title), output \(index + 1)") }
            }
            if analyses[place] != character.analysis {
                return EventDifference(character.analysis, analyses[place]).text("\(title), analysis:result")
            }
        }
        return nil
    }
}
