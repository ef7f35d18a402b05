package import Characters
internal import Checking
internal import Ink
package import Records
internal import Synchronization
package import Wire

/// What the engine makes of ink that no session has: it judges recordings, and says again what was said of an attempt.
package final class AttemptReader: Sendable {
    private let source: SourceChain
    private let prepared: PreparedCharacters
    private let recogniser: Recogniser
    private let digest = Mutex<String?>(nil)

    /// A reader over these characters.
    package init(_ source: SourceChain) {
        self.source = source
        prepared = PreparedCharacters(source)
        recogniser = Recogniser(source)
    }

    /// The digest of all characters, which attempts are kept with. The first time it takes a moment.
    package var library: String {
        digest.withLock { digest in
            if let digest { return digest }
            let made = source.digest
            digest = made
            return made
        }
    }

    /// Whether there is such a character.
    package func knows(_ character: Character) -> Bool { source.reference(for: character) != nil }

    /// Judges a recording, whose strokes each have a point, and gives the attempt that it is.
    package func attempt(
        _ recording: Recording, as summary: Attempt.Summary
    ) throws(EventError) -> Attempt {
        var intake = InkIntake(grid: Quantiser(frame: recording.frame)), events: [InkEvent] = []
        for stroke in recording.strokes {
            _ = try intake.take(.start, number: nil, points: [stroke[0]]) { events.append($0) }
            _ = try intake.take(.move, number: nil, points: Array(stroke.dropFirst())) { events.append($0) }
            _ = try intake.take(.end, number: nil, points: []) { events.append($0) }
        }
        _ = try intake.take(.next, number: nil, points: []) { events.append($0) }
        var attempt = Attempt(
            summary: summary, ink: AttemptInk(box: recording.frame, grid: intake.grid, events: events))
        let judgement: AttemptJudgement?
        do throws(UnknownCharacter) {
            judgement = try AttemptJudgement(of: attempt, source: source)
        } catch {
            throw EventError(error)
        }
        guard let judgement else { throw EventError(.strokeNotStarted, "There is nothing to judge.") }
        attempt.summary.engine = Int64(AttemptJudgement.engine)
        attempt.summary.library = library
        attempt.summary.isCorrect = judgement.isCorrect
        attempt.summary.score = judgement.score
        attempt.summary.faults = judgement.faults
        return attempt
    }

    /// What a live client would have been told of an attempt's ink, as the elements of a JSON array; empty where its character is in no library.
    package func events(of attempt: Attempt) -> [UInt8] {
        guard let character = attempt.summary.character.first else { return [] }
        let head = SessionHead(
            text: [character], boxes: [attempt.ink.box], hasBoxes: attempt.ink.hasBox,
            level: Level(rawValue: attempt.summary.level) ?? .standard)
        guard var session = try? CheckedSession(head: head, source: prepared) else { return [] }
        session.fold(attempt.ink.events)
        var json = JSONWriter()
        session.appendEvents(character: 0, raster: CharacterRaster(), to: &json)
        return json.bytes
    }

    /// The characters that strokes may be, the likeliest first.
    package func candidates(for strokes: [[RawPoint]]) -> [(text: String, probability: Double)] {
        recogniser.candidates(for: strokes.map { $0.map { Point($0.x, $0.y) } }).map {
            (String($0.text), $0.probability)
        }
    }
}
