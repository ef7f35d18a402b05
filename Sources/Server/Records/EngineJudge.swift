import API
import Records
import Sessions
import Wire

/// What the API asks of the engine.
struct EngineJudge: InkJudge {
    let reader: AttemptReader

    func attempt(_ recording: Recording, as summary: Attempt.Summary) throws(EventError) -> Attempt {
        try reader.attempt(recording, as: summary)
    }

    func events(of attempt: Attempt) -> [UInt8] { reader.events(of: attempt) }

    func candidates(for strokes: [[RawPoint]]) -> [(text: String, probability: Double)] {
        reader.candidates(for: strokes)
    }

    func knows(_ character: Character) -> Bool { reader.knows(character) }
}
