import Characters
import Ink
import Testing

@testable import Checking

/// Three bars that differ by their height alone.
struct ParallelBarTests {
    static let king = OneCharacter(
        character: "王",
        strokes: [
            [Point(0.2, 0.15), Point(0.8, 0.14)], [Point(0.25, 0.5), Point(0.76, 0.49)],
            [Point(0.5, 0.15), Point(0.5, 0.86)],
            [Point(0.1, 0.87), Point(0.9, 0.86)],
        ])

    @Test("Two bars of 王 in each other's place are both known for what they are", arguments: [(0, 1), (0, 3), (1, 3)])
    func swappedBars(_ first: Int, _ second: Int) {
        var order = [0, 1, 2, 3]
        order.swapAt(first, second)
        let analysis = Sheet.judge("王", order.map { Self.king.strokes[$0] }, source: Self.king)
        #expect(analysis.strokes.map(\.reference) == order)
        #expect(analysis.strokes[first].status == .order)
        #expect(!analysis.isCorrect)
    }

    @Test("The bar of 王 that is left out is the one that is named", arguments: [0, 1, 2, 3])
    func missingBar(_ left: Int) {
        var ink = Self.king.strokes
        ink.remove(at: left)
        let analysis = Sheet.judge("王", ink, source: Self.king)
        #expect(analysis.missing == [left], "\(analysis.words)")
    }

    @Test("The bars of ㅌ are kept apart, in both accepted orders and in none other")
    func barsOfTieut() {
        let bars = strokes(of: "ㅌ")
        for (order, isRight) in [([0, 1, 2], true), ([0, 2, 1], true), ([1, 0, 2], false), ([2, 1, 0], false)] {
            let analysis = Sheet.judge("ㅌ", order.map { bars[$0] })
            #expect(analysis.strokes.map(\.reference) == order)
            #expect(analysis.isCorrect == isRight, "\(order): \(analysis.words)")
        }
    }

    @Test("王 written small and high is right", arguments: [0.4, 0.6, 1.05])
    func size(_ scale: Double) {
        let map = AffineMap(xx: scale, yy: scale, y: -0.05)
        let analysis = Sheet.judge("王", Self.king.strokes.map { $0.map { map.apply($0) } }, source: Self.king)
        #expect(analysis.isCorrect, "\(analysis.words)")
    }
}
