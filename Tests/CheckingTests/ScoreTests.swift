import Characters
import Checking
import Ink
import Testing

@Suite("Score")
struct ScoreTests {
    private static let frame = Frame(x: 0, y: 0, width: 1000, height: 1000)!

    /// A hand that writes exactly what the reference shows.
    private static let exact: WritingStyle = {
        var style = WritingStyle()
        style.scale = 1
        style.scaleSpread = 0
        style.aspectSpread = 0
        style.slantSpread = 0
        style.shiftSpread = 0
        style.strokeShiftSpread = 0
        style.bendSpread = 0
        style.tremorSpread = 0
        return style
    }()

    private static func ink(_ text: Character, mistakes: [WritingMistake] = []) throws -> [[Sample]] {
        let reference = try #require(HangulSource().reference(for: text))
        var random = SplitMix64(seed: 1)
        return SyntheticWriter(frame: frame, style: exact).write(reference, mistakes: mistakes, using: &random)
            .map(\.samples)
    }

    private static func analysis(_ text: Character, _ strokes: [[Sample]]) throws -> CharacterAnalysis {
        let fold = try SessionFold(head: SessionHead(text: [text], boxes: [frame]), source: HangulSource())
        var last: CharacterAnalysis?
        func take(_ event: InkEvent) { fold.step(event) { if case .analysis(let analysis) = $0 { last = analysis } } }
        for stroke in strokes {
            take(InkEvent(.start, sample: stroke[0]))
            for sample in stroke.dropFirst() { take(InkEvent(.move, sample: sample)) }
            take(InkEvent(.end))
        }
        take(InkEvent(.next))
        return try #require(last)
    }

    private static func moved(_ stroke: [Sample], by offset: Point) -> [Sample] {
        stroke.map { Sample(position: $0.position + offset, time: $0.time, pressure: $0.pressure) }
    }

    @Test(
        "a stroke that is moved away from its place step by step never raises the score",
        arguments: ["가", "을", "한"] as [Character],
        [Point(1, 0), Point(0, -1), Point(-0.8, 0.6)])
    func monotone(text: Character, direction: Point) throws {
        let strokes = try Self.ink(text)
        let untouched = try Self.analysis(text, strokes).score
        for stroke in strokes.indices {
            var before = untouched
            for step in stride(from: 1, through: 7, by: 2) {
                var ink = strokes
                ink[stroke] = Self.moved(strokes[stroke], by: direction * (20 * Double(step)))
                let score = try Self.analysis(text, ink).score
                #expect(score <= before, "stroke \(stroke) at \(20 * step)")
                before = score
            }
            #expect(before < untouched)
        }
    }

    @Test(
        "the parts are those that a teacher is told of; their weights add up to 1, and the score is their sum, or less where order and direction leave less"
    )
    func parts() throws {
        for mistakes: [WritingMistake] in [
            [], [.swap(0, 2)], [.reverse(1)], [.drop(1)], [.extra(before: 1)], [.join(0)],
        ] {
            let analysis = try Self.analysis("을", try Self.ink("을", mistakes: mistakes))
            #expect(
                analysis.parts.map(\.name) == ["order", "direction", "shape", "proportion", "rhythm", "coverage"])
            #expect(abs(analysis.parts.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
            let sum = analysis.parts.reduce(0) { $0 + $1.weight * $1.value }
            let isOrderly = analysis.strokes.allSatisfy { $0.status != .order && !$0.isReversed }
            #expect(isOrderly ? abs(sum - analysis.score) < 0.0002 : analysis.score < sum + 0.0002)
            #expect(analysis.parts.allSatisfy { (0...1).contains($0.value) })
        }
    }

    @Test(
        "each mistake costs in its own part, and the stroke that cost most is named",
        arguments: [
            ("direction", .reverse(2), 2), ("order", .swap(1, 2), 1), ("coverage", .extra(before: 3), 3),
        ] as [(String, WritingMistake, Int)])
    func named(part: String, mistake: WritingMistake, stroke: Int) throws {
        let right = try Self.analysis("을", try Self.ink("을")),
            wrong = try Self.analysis("을", try Self.ink("을", mistakes: [mistake]))
        let before = try #require(right.parts.first { $0.name == part })
        let after = try #require(wrong.parts.first { $0.name == part })
        #expect(after.value < before.value)
        #expect(after.stroke == stroke)
        #expect(wrong.score < right.score)
    }

    @Test("a stroke pulled out of shape costs in shape, one moved away in proportion, one that hesitates in rhythm")
    func made() throws {
        let strokes = try Self.ink("을")
        func worst(_ part: String, _ change: ([Sample]) -> [Sample]) throws -> Int? {
            var ink = strokes
            ink[2] = change(strokes[2])
            let before = try Self.analysis("을", strokes), after = try Self.analysis("을", ink)
            let value = try #require(after.parts.first { $0.name == part })
            #expect(value.value < (before.parts.first { $0.name == part }?.value ?? 0) - 0.003)
            return value.stroke
        }
        #expect(
            try worst("shape") { stroke in
                stroke.enumerated().map { index, sample in
                    let bulge = 80 * (1 - abs(Double(2 * index) / Double(stroke.count) - 1))
                    return Sample(
                        position: sample.position + Point(0, bulge), time: sample.time, pressure: sample.pressure)
                }
            } == 2)
        #expect(try worst("proportion") { Self.moved($0, by: Point(0, 90)) } == 2)
        #expect(
            try worst("rhythm") { stroke in
                stroke.enumerated().map { index, sample in
                    let late = index > stroke.count / 2 ? 1_500.0 : 0
                    return Sample(position: sample.position, time: sample.time + late, pressure: sample.pressure)
                }
            } == 2)
    }

    @Test("ink without times has no rhythm: its weight goes to the other parts")
    func untimed() throws {
        let ink = try Self.ink("을").map { $0.map { Sample(position: $0.position, pressure: $0.pressure) } }
        let analysis = try Self.analysis("을", ink)
        #expect(analysis.parts.first { $0.name == "rhythm" }?.weight == 0)
        #expect(analysis.score > 0.99)
    }

    @Test("every stroke from its end, or every one out of turn, leaves 40 points at most; one of five leaves 85")
    func ceiling() throws {
        let right = try Self.ink("글")
        #expect(right.count == 5)
        #expect(try Self.analysis("글", right.map { $0.reversed() }).score <= 0.4)
        #expect(try Self.analysis("글", Array(right.reversed())).score <= 0.4)
        var one = right
        one[1].reverse()
        let score = try Self.analysis("글", one).score
        #expect(score <= 0.85 && score > 0.6)
    }

    @Test(
        "a character that is turned or squashed loses points, and more the more it is",
        arguments: ["가", "한", "ㅂ"] as [Character])
    func damage(text: Character) throws {
        let strokes = try Self.ink(text)
        func score(_ change: (Point) -> Point) throws -> Double {
            try Self.analysis(
                text,
                strokes.map { $0.map { Sample(position: change($0.position), time: $0.time, pressure: $0.pressure) } }
            )
            .score
        }
        let squashed = try [1.0, 0.8, 0.6, 0.4].map { share in try score { Point($0.x, 500 + ($0.y - 500) * share) } }
        let turned = try [0.0, 0.2, 0.4, 0.6].map { sine in
            try score { point in
                let p = point - Point(500, 500), cosine = (1 - sine * sine).squareRoot()
                return Point(500 + p.x * cosine - p.y * sine, 500 + p.x * sine + p.y * cosine)
            }
        }
        for row in [squashed, turned] {
            #expect(zip(row, row.dropFirst()).allSatisfy { $0 > $1 })
            #expect(row[0] - row[3] > 0.2)
        }
    }
}
