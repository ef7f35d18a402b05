import Ink
import Testing

@testable import Checking

/// The two letters of a double consonant: the same strokes twice, told apart by where they are.
struct TwinLetterTests {
    /// ㄱ of this size around a middle.
    private static func giyeok(_ width: Double, _ height: Double, around x: Double, _ y: Double) -> [Point] {
        let corner = Point(x + width / 2, y - height / 2)
        return [Point(x - width / 2, corner.y), corner, Point(corner.x, y + height / 2)]
    }

    @Test(
        "A single ㄱ of ㄲ is the second one right of the middle and the first one left of it, slim or wide",
        arguments: [0.18, 0.22, 0.3], [0.42, 0.6])
    func half(width: Double, height: Double) {
        for (x, left) in [(0.4, 1), (0.45, 1), (0.55, 0), (0.6, 0)] {
            let analysis = Sheet.judge("ㄲ", [Self.giyeok(width, height, around: x, 0.45)])
            #expect(analysis.missing == [left], "\(width) × \(height) at \(x): \(analysis.words)")
        }
    }

    @Test(
        "Either half of a double may be drawn as the other one is", arguments: ["ㄲ", "ㄸ", "ㅃ", "ㅆ", "ㅉ"] as [Character])
    func exchanged(_ letter: Character) {
        let drawn = strokes(of: letter)
        let count = drawn.count / 2
        func middle(_ line: [Point]) -> Point { Outline(line).centre }
        let ink = drawn.indices.map { index in
            let twin = drawn[(index + count) % drawn.count]
            let way = middle(drawn[index]) - middle(twin)
            return twin.map { $0 + way }
        }
        let analysis = Sheet.judge(letter, ink)
        #expect(analysis.isCorrect, "\(analysis.words)")
        #expect(analysis.strokes.map(\.reference) == Array(drawn.indices))
    }
}
