import Ink
import Testing

@Suite("Polylines")
struct PolylineTests {
    /// Right 3, down 4, with one point twice.
    private let angle = Polyline([Point(0, 0), Point(3, 0), Point(3, 0), Point(3, 4)])

    @Test("A line is measured along itself")
    func length() {
        #expect(angle.length == 7)
        #expect(angle.distances == [0, 3, 3, 7])
        #expect(Polyline([Point(5, 5)]).length == 0)
    }

    @Test(
        "A point is found by its distance along the line, clamped to the ends",
        arguments: [
            (-1, Point(0, 0)), (0, Point(0, 0)), (1.5, Point(1.5, 0)), (3, Point(3, 0)), (5, Point(3, 2)),
            (7, Point(3, 4)),
            (9, Point(3, 4)),
        ] as [(Double, Point)])
    func point(_ distance: Double, _ expected: Point) {
        #expect(angle.point(at: distance) == expected)
        #expect(Polyline([Point(5, 5)]).point(at: distance) == Point(5, 5))
    }

    @Test("A prefix ends where it was cut", arguments: [0.5, 3, 4.25, 7, 8])
    func prefix(_ distance: Double) {
        let prefix = angle.prefix(through: distance)
        #expect(prefix.length == min(distance, 7))
        #expect(prefix.points.last == angle.point(at: distance))
        #expect(prefix.points.first == Point(0, 0))
    }

    @Test("Resampling puts points at equal distances and keeps both ends", arguments: [2, 3, 8, 15])
    func resampled(_ count: Int) {
        let line = angle.resampled(count: count)
        #expect(line.points.count == count)
        #expect(line.points.first == angle.points.first && line.points.last == angle.points.last)
        for (index, point) in line.points.enumerated() {
            #expect(point.distance(to: angle.point(at: 7 * Double(index) / Double(count - 1))) < 1e-12)
        }
    }
}
