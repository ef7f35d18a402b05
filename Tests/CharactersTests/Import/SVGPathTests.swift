import Ink
import Testing

@testable import Characters

@Suite("SVGPath")
struct SVGPathTests {
    private static func polyline(_ text: String, tolerance: Double = 0.05) throws(ImportFault) -> [Point] {
        try SVGPath.polyline(ByteScanner(Array(text.utf8), file: "d"), tolerance: tolerance)
    }

    @Test(
        "lines in every notation",
        arguments: [
            "M10,20L30,20L30,50", "M10 20 30 20 30 50", "m10,20l20,0l0,30", "m10 20 20 0 0 30", "M10,20H30V50",
            "m10,20h20v30", " M 10 , 20 h+20 v3e1 ", "M1e1,20.H30V50.0", "M10 20L30 20 30 50",
        ])
    func lines(path: String) throws {
        #expect(try Self.polyline(path) == [Point(10, 20), Point(30, 20), Point(30, 50)])
    }

    @Test("numbers that touch each other are told apart by sign and point")
    func glued() throws {
        #expect(try Self.polyline("M.5.25l-1-2.5.5.5") == [Point(0.5, 0.25), Point(-0.5, -2.25), Point(0, -1.75)])
    }

    @Test("Z leads back to the beginning")
    func closed() throws {
        #expect(try Self.polyline("M0,0h4v4z") == [Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 0)])
    }

    @Test("absolute and relative curves are the same curve, S mirrors the control point before it")
    func curves() throws {
        let absolute = try Self.polyline("M10,10C20,10 30,20 30,30S50,60 60,60")
        #expect(try Self.polyline("m10,10c10,0,20,10,20,20s20,30,30,30") == absolute)
        #expect(try Self.polyline("M10,10C20,10 30,20 30,30C30,40 50,60 60,60") == absolute)
    }

    @Test("a smooth curve without one before it begins at its own point")
    func smoothAlone() throws {
        #expect(try Self.polyline("M0,0S10,10,20,0") == (try Self.polyline("M0,0C0,0,10,10,20,0")))
    }

    @Test("straight lines between the samples stay within the tolerance", arguments: [1.0, 0.1, 0.01])
    func tolerance(tolerance: Double) throws {
        let curve = CubicSegment(
            start: Point(10, 90), control1: Point(100, 100), control2: Point(-40, 20), end: Point(90, 10))
        let points = try Self.polyline("M10,90C100,100-40,20,90,10", tolerance: tolerance)
        for step in 0...2000 {
            let point = curve.point(at: Double(step) / 2000)
            let distance = zip(points, points.dropFirst()).map { Self.distance(point, from: $0, to: $1) }.min() ?? 1000
            #expect(distance <= tolerance)
        }
    }

    @Test(
        "a fault is named with its place",
        arguments: [
            ("", 1, "the path is empty"), ("L1,2", 1, "a path begins with M"), ("M1,", 4, "a number is expected"),
            ("M1,2,3", 7, "a number is expected"),
            ("M1,2 Q3,4,5,6", 6, "“Q” is no path command of a stroke (M C S L H V Z are)"),
            ("M1,2L3,4M5,6", 9, "one stroke cannot be moved in the middle (a second M)"),
            ("M1,2 x", 6, "“x” is no path command of a stroke (M C S L H V Z are)"),
            ("M1e999,2", 2, "“1e999” is not a number"),
            ("M1,2z,,", 7, "“,” is no path command of a stroke (M C S L H V Z are)"),
        ])
    func faults(path: String, column: Int, what: String) {
        #expect(throws: ImportFault(file: "d", line: 1, column: column, what: what)) { try Self.polyline(path) }
    }

    private static func distance(_ point: Point, from start: Point, to end: Point) -> Double {
        let along = end - start
        let share = along.squaredLength > 0 ? min(max((point - start).dot(along) / along.squaredLength, 0), 1) : 0
        return point.distance(to: start.interpolated(to: end, at: share))
    }
}
