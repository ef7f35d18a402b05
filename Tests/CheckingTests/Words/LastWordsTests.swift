import Characters
import Ink
import Testing

@testable import Checking

/// At a character's end the statuses that the events last said are those of the result, and no hint replaced an error.
struct LastWordsTests {
    private static func check(_ outputs: [FoldOutput], _ name: String) {
        let words = LastWords(outputs)
        for output in outputs.suffix(1) {
            guard case .analysis(let analysis) = output else {
                Issue.record("\(name) has no result")
                return
            }
            for (stroke, verdict) in analysis.strokes.enumerated() {
                #expect(words.statuses[stroke] == verdict.status, "\(name), stroke \(stroke)")
            }
        }
        #expect(words.hintsOnErrors.isEmpty, "\(name)")
    }

    @Test("They are on synthetic ink with mistakes of every kind")
    func synthetic() throws {
        var random = SplitMix64(seed: 31)
        for text in "가글한닭왕ㄹㅁㅂㅎ빼" {
            let reference = try #require(HangulSource().reference(for: text))
            let count = reference.standardStrokes.count
            for round in 0..<24 {
                let first = Int(random.next() % UInt64(max(count - 1, 1)))
                let mistakes: [[WritingMistake]] = [
                    [], [.reverse(first)], [.drop(first)], count > 1 ? [.swap(first, first + 1)] : [],
                ]
                let ink = SyntheticWriter(frame: Sheet.frame).write(
                    reference, mistakes: mistakes[round % 4], using: &random)
                var sheet = Sheet(text)
                for (index, stroke) in ink.enumerated() {
                    let cut = round % 5 == 4 && index == first ? stroke.samples.count / 2 : stroke.samples.count
                    sheet.write(Array(stroke.samples.prefix(cut)))
                    if round % 6 == 5, index == first { sheet.write(stroke.samples) }
                    if round % 7 == 6, index == first { sheet.step(InkEvent(.undo)) }
                }
                _ = sheet.finish()
                Self.check(sheet.outputs, "\(text), round \(round)")
            }
        }
    }
}
