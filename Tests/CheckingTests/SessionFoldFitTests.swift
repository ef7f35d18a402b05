import Characters
import Checking
import Ink
import Testing

/// What the fold says about the ink itself, whatever it thinks of the strokes.
@Suite("SessionFold and the fitted ink")
struct SessionFoldFitTests {
    private static let frame = Frame(x: 100, y: 50, width: 300, height: 300)!

    private struct Fitted: Equatable {
        var character: Int, stroke: Int, segment: CubicSegment
    }

    private static func ink(_ text: Character, in frame: Frame = frame) throws -> [[Sample]] {
        let reference = try #require(HangulSource().reference(for: text))
        var random = SplitMix64(seed: 11)
        return SyntheticWriter(frame: frame).write(reference, using: &random).map(\.samples)
    }

    /// The fits that each event led to, event by event.
    private static func fits(_ events: [InkEvent], _ head: SessionHead) throws -> [[Fitted]] {
        let fold = try SessionFold(head: head, source: HangulSource())
        return events.map { event in
            var fits: [Fitted] = []
            fold.step(event) {
                if case .fit(let character, let stroke, let segment) = $0 {
                    fits.append(Fitted(character: character, stroke: stroke, segment: segment))
                }
            }
            return fits
        }
    }

    private static func events(_ stroke: [Sample]) -> [InkEvent] {
        [InkEvent(.start, sample: stroke[0])]
            + stroke.dropFirst().map { InkEvent(.move, sample: $0) } + [InkEvent(.end)]
    }

    /// What a fitter says when it is alone with a stroke, event by event.
    private static func expected(_ stroke: [Sample], character: Int, index: Int, frame: Frame = frame) -> [[Fitted]] {
        var fitter = StrokeFitter(frame: frame)
        func named(_ segment: CubicSegment) -> Fitted { Fitted(character: character, stroke: index, segment: segment) }
        var told = stroke.map { sample in fitter.add(sample.position).map { [named($0)] } ?? [] }
        var last: [Fitted] = []
        while let segment = fitter.finish() { last.append(named(segment)) }
        told.append(last)
        return told
    }

    @Test("every stroke is fitted as the fitter alone would, and most of a long one before the pen lifts")
    func everyStroke() throws {
        let strokes = try Self.ink("한")
        let told = try Self.fits(strokes.flatMap(Self.events), SessionHead(text: ["한"], boxes: [Self.frame]))
        let expected = strokes.enumerated().flatMap { Self.expected($1, character: 0, index: $0) }
        #expect(told == expected)
        let beforePenUp = expected.filter { $0.count == 1 }.count
        #expect(beforePenUp > strokes.count, "committed while the pen was down: \(beforePenUp)")
    }

    @Test("a stroke that is taken back gives its number to the next one, whether the pen was down or up")
    func undo() throws {
        let strokes = try Self.ink("가")
        let events =
            Self.events(strokes[0]) + [InkEvent(.undo)]  // finished, then taken back
            + Self.events(strokes[0]).dropLast() + [InkEvent(.undo)]  // taken back under the pen
            + Self.events(strokes[0]) + Self.events(strokes[1])
        let told = try Self.fits(events, SessionHead(text: ["가"], boxes: [Self.frame])).flatMap { $0 }
        let first = Self.expected(strokes[0], character: 0, index: 0)
        let expected =
            (first + first.dropLast() + first + Self.expected(strokes[1], character: 0, index: 1)).flatMap { $0 }
        #expect(told == expected)
    }

    @Test("without a text, ink is fitted and nothing else is said; clearing begins with stroke 0 again")
    func unnamed() throws {
        let box = SessionHead.unnamed.boxes[0]
        let strokes = try Self.ink("가", in: box)
        let fold = try SessionFold(head: .unnamed, source: HangulSource())
        var told: [FoldOutput] = []
        let events = strokes.flatMap(Self.events) + [InkEvent(.clear)] + Self.events(strokes[1]) + [InkEvent(.next)]
        for event in events { fold.step(event) { told.append($0) } }
        let expected = [(0, 0), (1, 1), (2, 2), (1, 0)].flatMap { stroke, index in
            Self.expected(strokes[stroke], character: 0, index: index, frame: box).flatMap { $0 }
        }
        #expect(told == expected.map { .fit(character: $0.character, stroke: $0.stroke, segment: $0.segment) })
    }

    @Test("each character is fitted to the tolerance of its own box; ink behind the last one belongs to none")
    func boxes() throws {
        let large = Frame(x: 400, y: 50, width: 900, height: 900)!
        let first = try Self.ink("이"), second = try Self.ink("아", in: large)
        let head = SessionHead(text: ["이", "아"], boxes: [Self.frame, large])
        let events =
            first.flatMap(Self.events) + [InkEvent(.next)] + second.flatMap(Self.events) + [InkEvent(.next)]
            + Self.events(second[0])
        let told = try Self.fits(events, head).flatMap { $0 }
        let expected =
            first.enumerated().flatMap { Self.expected($1, character: 0, index: $0).flatMap { $0 } }
            + second.enumerated().flatMap { Self.expected($1, character: 1, index: $0, frame: large).flatMap { $0 } }
        #expect(told == expected)
    }
}
