import Characters
import Ink
import Testing

@testable import Checking

/// A bent stroke beside a straight one: the one that explains all of the reference is taken, however the other is laid.
struct BentStrokeTests {
    private static let bars: [[Point]] = [
        [Point(0.25, 0.3), Point(0.8, 0.3)], [Point(0.2, 0.55), Point(0.5, 0.53)], [Point(0.3, 0.1), Point(0.3, 0.5)],
    ]

    @Test("A plain bar too many is not taken for the bent stroke", arguments: ["ㄴ", "ㄱ"] as [Character])
    func barIsExtra(_ letter: Character) {
        for bar in Self.bars {
            for isFirst in [true, false] {
                let ink = isFirst ? [bar] + strokes(of: letter) : strokes(of: letter) + [bar]
                let analysis = Sheet.judge(letter, ink)
                let expected: [Int?] = isFirst ? [nil, 0] : [0, nil]
                #expect(analysis.strokes.map(\.reference) == expected, "\(letter), \(bar): \(analysis.words)")
                #expect(!analysis.isCorrect)
            }
        }
    }

    @Test("A reference that is written flat is far from what is believed; one that is written small is not")
    func flatIsFar() {
        let small = AffineMap(xx: 0.5, yy: 0.5), flat = AffineMap(xx: 0.85, yy: 0.05)
        #expect(PlacementPrior.anyHand.surprise(of: small) < 3)
        #expect(PlacementPrior.anyHand.surprise(of: flat) > 20)
        #expect(
            PlacementPrior.anyHand.surprise(of: AffineMap(xx: 0.85, yy: 0)) > PlacementPrior.anyHand.surprise(of: flat))
    }
}
