import Characters
import Ink
import Testing

@testable import Checking

/// A line in eight bytes a point is the line that was packed, as near as anybody looks.
struct PackedLineTests {
    @Test(
        "A point is kept to a thousand-millionth of how far the line goes",
        arguments: [1e-6, 0.3, 1, 7, 1e6] as [Double])
    func keepsPoints(_ reach: Double) {
        var random = SplitMix64(seed: 5)
        let points = (0..<64).map { _ in
            Point(
                Double.random(in: -reach...reach, using: &random), Double.random(in: -reach...reach, using: &random))
        }
        for (packed, point) in zip(PackedLine(points), points) {
            #expect(packed.distance(to: point) <= 1.5e-9 * reach, "seed 5: \(packed), not \(point)")
        }
    }

    @Test("What lies on the grid of drawn lines stays on it")
    func keepsGrid() {
        let points = (0..<64).map { Point(Double($0 * 61) / 4096, Double(4096 - $0 * 17) / 4096) }
        #expect(Array(PackedLine(points)) == points)
    }

    @Test("A pen that rests, in a corner or anywhere, is a point", arguments: [Point.zero, Point(0.25, -3)])
    func keepsTap(_ point: Point) {
        #expect(Array(PackedLine([point, point])) == [point, point])
    }

    @Test("What is no number is packed as something", arguments: [Double.nan, .infinity, -.infinity])
    func survivesNonsense(_ value: Double) {
        #expect(PackedLine([Point(0.5, 0.5), Point(value, 0.25), Point(0.25, value)]).count == 3)
    }
}
