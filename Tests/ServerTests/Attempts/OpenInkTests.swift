import Characters
import Checking
import Ink
import Records
import Testing

@testable import Sessions

/// What is kept of a character while it is written.
struct OpenInkTests {
    /// Steps that a fold took, with the character that was open before and after each.
    private func written(_ steps: [(InkEvent.Kind, Int, Int)], judged: Set<Int> = [0, 1]) throws -> [[InkEvent.Kind]] {
        var ink = OpenInk()
        let analyses = try Dictionary(uniqueKeysWithValues: judged.map { ($0, try Self.analysis(of: $0)) })
        for (kind, before, after) in steps {
            if kind == .end, let analysis = analyses[before] { ink.note(analysis) }
            ink.take(InkEvent(kind), from: before, to: after)
        }
        return ink.written.map { $0.events.map(\.kind) }
    }

    /// What a fold says of a stroke in the character of this place.
    private static func analysis(of character: Int) throws -> CharacterAnalysis {
        let box = Frame(x: 0, y: 0, width: 100, height: 100)!
        let fold = try SessionFold(
            head: SessionHead(text: ["ㅣ", "ㅣ"], boxes: [box]), source: HangulSource(), from: character)
        var last: CharacterAnalysis?
        for (kind, y) in [(InkEvent.Kind.start, 10.0), (.move, 50), (.move, 90), (.end, 0), (.next, 0)] {
            let x = 50 + Double(character) * 100
            fold.step(InkEvent(kind, sample: Sample(position: Point(x, y)))) {
                if case .analysis(let analysis) = $0 { last = analysis }
            }
        }
        return try #require(last)
    }

    @Test func `a character is kept with all of its steps when it ends, once`() throws {
        let steps: [(InkEvent.Kind, Int, Int)] = [
            (.start, 0, 0), (.move, 0, 0), (.end, 0, 0), (.next, 0, 1), (.start, 1, 1), (.end, 1, 1), (.undo, 1, 1),
            (.start, 1, 1), (.end, 1, 1), (.next, 1, 2), (.next, 2, 2),
        ]
        #expect(
            try written(steps) == [
                [.start, .move, .end, .next], [.start, .end, .undo, .start, .end, .next],
            ])
    }

    @Test func `whoever goes on in the next box has ended the character, and the stroke is the next one's`() throws {
        let steps: [(InkEvent.Kind, Int, Int)] = [
            (.start, 0, 0), (.end, 0, 0), (.start, 0, 1), (.move, 1, 1), (.end, 1, 1), (.next, 1, 2),
        ]
        #expect(try written(steps) == [[.start, .end, .next], [.start, .move, .end, .next]])
    }

    @Test func `what was cleared is not kept, and a character of which nothing was said is none`() throws {
        let cleared: [(InkEvent.Kind, Int, Int)] = [
            (.start, 0, 0), (.end, 0, 0), (.clear, 0, 0), (.start, 0, 0), (.end, 0, 0), (.next, 0, 1),
        ]
        #expect(try written(cleared) == [[.clear, .start, .end, .next]])
        #expect(try written([(.next, 0, 1), (.next, 1, 2)]).isEmpty)
    }

    @Test func `ink is let go of when its character is in the records and its result was told, in either order`() {
        let attempts = SessionAttempts(SessionWriter(issuer: "i", subject: "s"), lesson: nil, help: nil)
        #expect(attempts.tell(0))
        attempts.begin(0)
        #expect(!attempts.tell(0))
        #expect(attempts.finish(0))
        #expect(attempts.tell(0))
        attempts.begin(1)
        #expect(!attempts.finish(1))
        #expect(attempts.tell(1))
    }
}
