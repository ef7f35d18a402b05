import Characters
import Checking
import Ink
import Records
import Sessions
import Testing

@Suite("Attempts judged anew")
struct AttemptJudgementTests {
    private static let box = Frame(x: 40, y: 10, width: 105, height: 105)!

    /// What a session's fold said of a character, and the attempt that is kept of it.
    private func written(_ strokes: [[Point]], as character: Character, level: Level) throws -> Attempt {
        let grid = Quantiser(frame: Frame(x: 0, y: 0, width: 300, height: 300)!)
        var events: [InkEvent] = [], number: UInt64 = 40
        for (index, stroke) in strokes.enumerated() {
            for (place, point) in stroke.enumerated() {
                let sample = grid.sample(
                    x: Self.box.x + point.x * 105, y: Self.box.y + point.y * 105,
                    time: Double(index * 600 + place * 9), pressure: nil)
                events.append(InkEvent(place == 0 ? .start : .move, sample: sample, number: number))
                number += 1
            }
            events.append(InkEvent(.end, number: number))
            number += 1
        }
        events.append(InkEvent(.next, number: number))
        // As the session folds it: as the second of two characters.
        let head = SessionHead(
            text: ["가", character], boxes: [Frame(x: 0, y: 0, width: 300, height: 300)!, Self.box], level: level)
        let fold = try SessionFold(head: head, source: HangulSource(), from: 1)
        var last: CharacterAnalysis?
        for event in events { fold.step(event) { if case .analysis(let analysis) = $0 { last = analysis } } }
        let judgement = AttemptJudgement(try #require(last))
        var random = SystemRandomNumberGenerator()
        let id = RecordID(Timestamp(milliseconds: 0), random: &random)
        return Attempt(
            summary: Attempt.Summary(
                id: id, user: id, source: .init(session: "s", place: 1, epoch: 1), character: String(character),
                text: "가\(character)", writtenAt: id.time, level: level.rawValue,
                engine: Int64(AttemptJudgement.engine),
                library: "", isCorrect: judgement.isCorrect, score: judgement.score, faults: judgement.faults),
            ink: AttemptInk(box: Self.box, grid: grid, events: events))
    }

    @Test(
        "come out to the bit as in their session, through the bytes that are kept", arguments: ["한", "글", "뷁", "ㅎ"],
        Level.allCases)
    func same(character: Character, level: Level) throws {
        let source = HangulSource()
        let strokes = try #require(source.reference(for: character)).standardStrokes.map(\.points)
        for (index, order) in [strokes, strokes.reversed(), Array(strokes.dropLast()), strokes + strokes].enumerated() {
            let attempt = try written(order, as: character, level: level)
            #expect(attempt.summary.isCorrect == attempt.summary.faults.counts.isEmpty)
            if index > 0 { #expect(!attempt.summary.isCorrect) }
            var kept = attempt
            kept.ink = try #require(AttemptInk(bytes: attempt.ink.bytes))
            #expect(try AttemptJudgement(of: kept, source: source) == AttemptJudgement(attempt.summary))
        }
    }

    @Test("of characters that no library has any more say so")
    func unknown() throws {
        var attempt = try written(
            try #require(HangulSource().reference(for: "ㅎ")).standardStrokes.map(\.points), as: "ㅎ", level: .standard)
        attempt.summary.character = "x"
        #expect(throws: UnknownCharacter.self) { try AttemptJudgement(of: attempt, source: HangulSource()) }
    }
}
