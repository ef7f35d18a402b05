import Characters
import Ink
import Testing

@testable import Checking

/// A level changes how much is forgiven, never what a stroke is taken for.
struct LevelTests {
    @Test("Levels agree on which stroke is which, what is missing and which way strokes run")
    func sameLogic() throws {
        var random = SplitMix64(seed: 7)
        let writer = SyntheticWriter(frame: Sheet.frame)
        for letter in ["ㄹ", "ㅂ", "ㅎ", "가", "국", "왕"] as [Character] {
            let reference = try #require(HangulSource().reference(for: letter))
            for mistake in [nil, .swap(0, 1), .reverse(1), .drop(1), .extra(before: 1), .join(0)] as [WritingMistake?] {
                let ink = writer.write(reference, mistakes: mistake.map { [$0] } ?? [], using: &random)
                let answers = Level.allCases.map { level in
                    var sheet = Sheet(letter, level: level)
                    for stroke in ink { sheet.write(stroke.samples) }
                    return sheet.finish()
                }
                for answer in answers {
                    #expect(answer.strokes.map(\.reference) == answers[0].strokes.map(\.reference))
                    #expect(answer.strokes.map(\.isReversed) == answers[0].strokes.map(\.isReversed))
                    #expect(answer.missing == answers[0].missing)
                }
            }
        }
    }

    @Test("What a level forgives, every milder one forgives")
    func stricterForgivesLess() {
        var forgiven: [Level: Int] = [:]
        for step in 0...12 {
            var ink = strokes(of: "ㅌ")
            ink[1] = ink[1].map { Point($0.x, $0.y + 0.02 * Double(step)) }
            for level in Level.allCases where Sheet.judge("ㅌ", ink, level: level).isCorrect {
                forgiven[level, default: 0] += 1
            }
        }
        #expect(forgiven[.strict, default: 0] < forgiven[.standard, default: 0])
        #expect(forgiven[.standard, default: 0] < forgiven[.beginner, default: 0])
    }
}
