import Characters
import Ink
import Testing

@testable import Checking

/// Rings and boxes: their form is the same in both directions, so that where they begin and how they turn decides.
struct ClosedShapeTests {
    /// ㅇ from a place on its way round, as a share of it from the reference's beginning.
    private static func ring(from share: Double) -> [Point] {
        let ring = Polyline(strokes(of: "ㅇ")[0])
        return (0...48).map { step in
            let place = share + Double(step) / 48
            return ring.point(at: ring.length * (place > 1 ? place - 1 : place))
        }
    }

    @Test("A ring that turns the wrong way is reversed, wherever it begins", arguments: [0.0, 0.06, 0.94])
    func direction(_ share: Double) {
        #expect(Sheet.judge("ㅇ", [Self.ring(from: share)]).isCorrect)
        let analysis = Sheet.judge("ㅇ", [Self.ring(from: share).reversed()])
        #expect(analysis.strokes[0].status == .reversed)
        #expect(analysis.strokes[0].isReversed)
    }

    @Test("A ring that begins at its bottom is told so")
    func beginning() {
        let analysis = Sheet.judge("ㅇ", [Self.ring(from: 0.5)])
        #expect(analysis.strokes[0].status == .shape)
        #expect(!analysis.strokes[0].isReversed)
    }

    @Test(
        "The ring of 이, 호 and 왕 is known for reversed", arguments: [("이", 0), ("호", 2), ("왕", 0)] as [(Character, Int)])
    func inSyllables(_ syllable: Character, _ ring: Int) {
        var ink = strokes(of: syllable)
        ink[ring].reverse()
        let analysis = Sheet.judge(syllable, ink)
        #expect(analysis.strokes[ring].status == .reversed, "\(analysis.words)")
    }

    @Test("The strokes of 口 are known by where they begin and turn")
    func box() {
        let mouth = OneCharacter(
            character: "口",
            strokes: [
                [Point(0.2, 0.2), Point(0.22, 0.8)], [Point(0.2, 0.21), Point(0.8, 0.2), Point(0.77, 0.8)],
                [Point(0.22, 0.76), Point(0.77, 0.75)],
            ])
        #expect(Sheet.judge("口", mouth.strokes, source: mouth).isCorrect)
        for stroke in mouth.strokes.indices {
            var ink = mouth.strokes
            ink[stroke].reverse()
            let analysis = Sheet.judge("口", ink, source: mouth)
            #expect(analysis.strokes[stroke].status == .reversed, "\(stroke): \(analysis.words)")
        }
    }
}
