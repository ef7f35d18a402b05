import Characters
import Glibc
import Ink
import Testing

@testable import Checking

/// A hand that scribbles on and on in one character's box.
struct ScribbleTests {
    private static func scribbles(_ count: Int, seed: UInt64) -> [[Point]] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let start = Point(Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random))
            return [
                start,
                start
                    + Point(
                        Double.random(in: -0.3...0.3, using: &random), Double.random(in: -0.3...0.3, using: &random)),
            ]
        }
    }

    /// This thread's time on a processor: how busy the machine is does not count.
    private static func processorSeconds(_ body: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
        let before = now()
        body()
        return now() - before
    }

    @Test(
        "A thousand strokes in one box: what comes after the first of them costs next to nothing, and each gets its verdict",
        arguments: ["가", "뾇"] as [Character])
    func boundedWork(_ text: Character) {
        var sheet = Sheet(text)
        let ink = strokes(of: text) + Self.scribbles(1_000 - strokes(of: text).count, seed: 21)
        let beginning = Self.processorSeconds { for line in ink[..<100] { sheet.write(line) } }
        let rest = Self.processorSeconds { for line in ink[100...] { sheet.write(line) } }
        #expect(rest < beginning * 3, "seed 21: \(rest) s for 900 strokes after \(beginning) s for 100")
        let analysis = sheet.finish()
        #expect(analysis.strokes.map(\.index) == Array(0..<1_000))
        #expect(analysis.strokes.prefix(strokes(of: text).count).allSatisfy { $0.reference != nil })
        #expect(analysis.strokes[100...].allSatisfy { $0.status == .extra && $0.reference == nil })
        #expect(!analysis.isCorrect && analysis.ink.count == 1_000)
        // What was said last of each stroke is what became of it.
        var last: [Int: FeedbackType] = [:]
        for feedback in sheet.feedback where feedback.severity == .error || feedback.type == .strokeMatch {
            last[feedback.stroke] = feedback.type
        }
        for stroke in analysis.strokes { #expect(last[stroke.index] == stroke.status.feedbackType, "\(stroke)") }
    }

    @Test("Strokes beyond those that are weighed can be taken back, and then the character is what it was")
    func takenBack() {
        var plain = Sheet("가")
        for line in strokes(of: "가") { plain.write(line) }
        var sheet = Sheet("가")
        let ink = strokes(of: "가") + Self.scribbles(97, seed: 22)
        for line in ink { sheet.write(line) }
        for _ in 0..<97 { sheet.step(InkEvent(.undo)) }
        let analysis = sheet.finish(), expected = plain.finish()
        #expect(analysis.isCorrect)
        #expect(analysis.score == expected.score)
        #expect(analysis.strokes.map(\.reference) == expected.strokes.map(\.reference))
    }

    @Test("After a complete character and many strokes too many, the next box still opens by itself")
    func nextBox() throws {
        let boxes = [Sheet.frame, Frame(x: 1000, y: 0, width: 1000, height: 1000)!]
        let fold = try SessionFold(head: SessionHead(text: ["가", "나"], boxes: boxes), source: HangulSource())
        for line in strokes(of: "가") + Self.scribbles(100, seed: 23) + [[Point(1.3, 0.2), Point(1.3, 0.6)]] {
            for (index, sample) in Sheet.samples(along: line).enumerated() {
                fold.step(InkEvent(index == 0 ? .start : .move, sample: sample)) { _ in }
            }
            fold.step(InkEvent(.end)) { _ in }
        }
        #expect(fold.openCharacter == 1)
    }
}
