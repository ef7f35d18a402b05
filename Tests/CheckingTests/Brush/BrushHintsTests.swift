import Characters
import Ink
import Testing

@testable import Checking

@Suite("Hints about pressure, rhythm and brush")
struct BrushHintsTests {
    private static let frame = Frame(x: 0, y: 0, width: 1000, height: 1000)!
    /// 小 in three lines: a stroke with a hook between two dots.
    private static let small = OneCharacter(
        character: "小",
        strokes: [
            StrokeEndingTests.gallows, [Point(0.3, 0.4), Point(0.15, 0.65)], [Point(0.7, 0.4), Point(0.85, 0.65)],
        ])

    /// A stroke with even speed; pressure and pause are functions of the share that is written.
    private static func ink(
        _ line: [Point], startingAt time: Double = 0, pressure: (Double) -> Double = { 0.5 + 0.01 * $0 },
        pause: (at: Double, milliseconds: Double)? = nil
    ) -> [Sample] {
        let places = Polyline(line).resampled(count: 40).points
        return places.enumerated().map { index, place in
            let share = Double(index) / 39
            let late = pause.map { share > $0.at ? $0.milliseconds : 0 } ?? 0
            return Sample(
                position: frame.clientPoint(place), time: time + Double(index) * 8 + late, pressure: pressure(share))
        }
    }

    /// What is said of strokes of 小, and whether it is written right.
    private static func said(
        _ strokes: [[Sample]], level: Level = .standard, language: Language = .english
    ) throws -> (hints: [Feedback], isCorrect: Bool?) {
        let head = SessionHead(text: ["小"], boxes: [frame], level: level, language: language)
        let fold = try SessionFold(head: head, source: small)
        var hints: [Feedback] = [], isCorrect: Bool?
        func take(_ event: InkEvent) {
            fold.step(event) {
                if case .feedback(let feedback) = $0, feedback.severity == .hint { hints.append(feedback) }
                if case .analysis(let analysis) = $0 { isCorrect = analysis.isCorrect }
            }
        }
        for stroke in strokes {
            take(InkEvent(.start, sample: stroke[0]))
            for sample in stroke.dropFirst() { take(InkEvent(.move, sample: sample)) }
            take(InkEvent(.end))
        }
        take(InkEvent(.next))
        return (hints, isCorrect)
    }

    private static func strokes(first: [Sample]) -> [[Sample]] {
        [first, ink(small.strokes[1]), ink(small.strokes[2])]
    }

    @Test("what is written well is not hinted at")
    func well() throws {
        let (hints, isCorrect) = try Self.said(Self.strokes(first: Self.ink(Self.small.strokes[0])))
        #expect(hints.isEmpty)
        #expect(isCorrect == true)
    }

    @Test("a hook left out is a hint, and the character stays right", arguments: Level.allCases)
    func hook(level: Level) throws {
        let bare = Self.ink(Array(Self.small.strokes[0].dropLast()))
        let (hints, isCorrect) = try Self.said(Self.strokes(first: bare), level: level)
        #expect(hints.map(\.type) == [.shapeOff])
        #expect(hints.first?.stroke == 0)
        #expect(hints.first?.message == "Finish the stroke with its hook.")
        #expect(isCorrect == true)
    }

    private static let faults: [(message: String, pressure: @Sendable (Double) -> Double)] = [
        ("Press a little more where the stroke begins.", { $0 < 0.22 ? 0.02 : 0.6 }),
        ("Press a little less where the stroke begins.", { $0 < 0.22 ? 0.99 : 0.4 }),
        ("Press a little more.", { 0.04 + 0.01 * $0 }),
        ("Press a little less.", { 0.98 + 0.01 * $0 }),
        ("Keep the pressure to the end of the stroke.", { $0 > 0.78 ? 0.01 : 0.6 }),
        ("Lift the pen gently at the end of the stroke.", { $0 > 0.78 ? 0.95 : 0.4 }),
    ]

    @Test("pressure out of range for the beginning, the body or the end is a hint that says which", arguments: faults)
    func pressure(message: String, pressure: @Sendable (Double) -> Double) throws {
        let stroke = Self.ink(Self.small.strokes[0], pressure: pressure)
        let (hints, isCorrect) = try Self.said(Self.strokes(first: stroke))
        #expect(hints.map(\.type) == [.pressureOff])
        #expect(hints.map(\.message) == [message])
        #expect(isCorrect == true)
    }

    @Test("a pressure that never changes is that of a device without one: silence", arguments: [0.01, 0.5, 1.0])
    func constant(pressure: Double) throws {
        let strokes = Self.small.strokes.map { Self.ink($0, pressure: { _ in pressure }) }
        #expect(try Self.said(strokes).hints.isEmpty)
    }

    @Test(
        "a rest inside a stroke is a hint from half a second on, as the level has it; at its beginning and end it is not",
        arguments: [
            (0.5, 450, Level.standard, 0), (0.5, 600, .standard, 1), (0.5, 600, .beginner, 0), (0.5, 400, .strict, 1),
            (0.0, 3_000, .standard, 0), (0.98, 3_000, .standard, 0),
        ] as [(Double, Double, Level, Int)])
    func hesitation(at share: Double, milliseconds: Double, level: Level, count: Int) throws {
        let stroke = Self.ink(Self.small.strokes[0], pause: (share, milliseconds))
        let (hints, isCorrect) = try Self.said(Self.strokes(first: stroke), level: level)
        #expect(hints.map(\.type) == Array(repeating: FeedbackType.rhythmOff, count: count))
        #expect(isCorrect == true)
    }

    @Test("one sample without a time makes a stroke untimed: silence about its rhythm")
    func untimed() throws {
        var stroke = Self.ink(Self.small.strokes[0], pause: (0.5, 2_000))
        stroke[30].time = Sample.absentTime
        #expect(try Self.said(Self.strokes(first: stroke)).hints.isEmpty)
    }

    @Test("every hint is said in four languages, each in its own words")
    func languages() throws {
        let bare = Self.ink(
            Array(Self.small.strokes[0].dropLast()), pressure: { $0 > 0.78 ? 0.95 : 0.4 }, pause: (0.5, 1_000))
        var messages: Set<String> = []
        for language in Language.allCases {
            let (hints, _) = try Self.said(Self.strokes(first: bare), language: language)
            #expect(hints.map(\.type) == [.shapeOff, .rhythmOff, .pressureOff])
            messages.formUnion(hints.map(\.message))
        }
        #expect(messages.count == 12)
    }
}
