import Characters
import Ink
import Testing

@testable import Checking

/// Marks that a pen leaves without meaning a stroke.
struct SlipTests {
    @Test("A tap or a slip of the pen is no stroke", arguments: ["ㅏ", "ㄹ", "ㅎ", "한"] as [Character])
    func tapIsNoStroke(_ letter: Character) {
        for slip in [[Point(0.9, 0.9)], [Point(0.1, 0.92), Point(0.11, 0.93)], [Point(0.92, 0.1), Point(0.92, 0.13)]] {
            for place in 0...strokes(of: letter).count {
                var ink = strokes(of: letter)
                ink.insert(slip, at: place)
                let analysis = Sheet.judge(letter, ink)
                #expect(analysis.isCorrect, "\(letter), slip \(slip) as stroke \(place): \(analysis.words)")
                #expect(analysis.strokes[place].reference == nil)
            }
        }
    }

    @Test("A tap exactly where a stroke begins or ends is no half of it", arguments: "ㅏㅑㄷㄹㅁㅂㅌㅎ한글닭")
    func tapIsNoHalf(_ letter: Character) {
        for (stroke, line) in strokes(of: letter).enumerated() {
            for (tap, place) in [(line[0], stroke), (line[line.count - 1], stroke + 1)] {
                var ink = strokes(of: letter)
                ink.insert([tap], at: place)
                let analysis = Sheet.judge(letter, ink)
                #expect(analysis.isCorrect, "\(letter), tap as stroke \(place): \(analysis.words)")
            }
        }
    }

    @Test(
        "A serif that is set on a stroke's beginning is a part of it",
        arguments: ["ㅏ", "ㅣ", "ㅐ", "ㅇ", "ㄴ"] as [Character])
    func serifIsNoStroke(_ letter: Character) {
        for (stroke, line) in strokes(of: letter).enumerated() {
            var ink = strokes(of: letter)
            ink.insert([line[0] - Point(0.07, 0.03), line[0]], at: stroke)
            let analysis = Sheet.judge(letter, ink)
            #expect(analysis.isCorrect, "\(letter), serif on \(stroke): \(analysis.words)")
        }
    }

    @Test("A short stroke that the character needs is one: the top of ㅊ and of ㅎ")
    func shortStrokesCount() {
        for letter in ["ㅊ", "ㅎ"] as [Character] {
            #expect(Sheet.judge(letter, strokes(of: letter)).strokes.first?.reference == 0)
            let analysis = Sheet.judge(letter, Array(strokes(of: letter).dropFirst()))
            #expect(analysis.missing == [0], "\(letter): \(analysis.words)")
        }
    }

    @Test("A long stroke that belongs nowhere is too many", arguments: ["ㅏ", "ㄱ", "ㅁ", "국"] as [Character])
    func longStrokeIsExtra(_ letter: Character) {
        let analysis = Sheet.judge(letter, strokes(of: letter) + [[Point(0.05, 0.95), Point(0.6, 0.05)]])
        #expect(analysis.strokes.last?.status == .extra, "\(letter): \(analysis.words)")
        #expect(!analysis.isCorrect)
    }
}
