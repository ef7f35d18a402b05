import Foundation
import Ink
import Testing

@testable import Characters

@Suite("SVGPath")
struct SVGPathTests {
    private static func polylines(
        _ text: String, tolerance: Double = 0.05, transform: SVGTransform = .identity
    ) throws(ImportFault) -> [[Point]] {
        try SVGPath.polylines(ByteScanner(Array(text.utf8), file: "d"), tolerance: tolerance, transform: transform)
    }

    private static func polyline(_ text: String, tolerance: Double = 0.05) throws(ImportFault) -> [Point] {
        let polylines = try polylines(text, tolerance: tolerance)
        #expect(polylines.count == 1)
        return polylines.first ?? []
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
            ("M1,2 x", 6, "“x” is no path command (M L H V C S Q T A Z are)"),
            ("M1e999,2", 2, "“1e999” is not a number"), ("M0,0a1,1,0,2,0,5,5", 12, "a flag, 0 or 1, is expected"),
            ("M1,2z,,", 7, "“,” is no path command (M L H V C S Q T A Z are)"),
        ])
    func faults(path: String, column: Int, what: String) {
        #expect(throws: ImportFault(file: "d", line: 1, column: column, what: what)) { try Self.polyline(path) }
    }

    @Test("a quadratic curve is the cubic that it equals; T mirrors the control point of Q alone")
    func quadratic() throws {
        let cubic = try Self.polyline("M0,0C20,20 40,20 60,0")
        let quadratic = try Self.polyline("M0,0Q30,30,60,0")
        #expect(zip(quadratic, cubic).allSatisfy { $0.distance(to: $1) < 1e-12 } && quadratic.count == cubic.count)
        #expect(try Self.polyline("M0,0q30,30,60,0t60,0") == (try Self.polyline("M0,0Q30,30,60,0Q90,-30,120,0")))
        #expect(try Self.polyline("M0,0C0,9,9,9,9,0T20,0") == (try Self.polyline("M0,0C0,9,9,9,9,0Q9,0,20,0")))
    }

    @Test(
        "a move lifts the pen: what is drawn on each side of it is a stroke",
        arguments: [
            ("M0,0L9,0M0,9L9,9", [[(0, 0), (9, 0)], [(0, 9), (9, 9)]]),
            ("m0,0h9m-9,9h9", [[(0, 0), (9, 0)], [(0, 9), (9, 9)]]),
            // Moves that nothing is drawn from are no strokes.
            ("M5,5M0,0L9,0M7,7", [[(0, 0), (9, 0)]]), ("M5,5zM0,0h9", [[(0, 0), (9, 0)]]),
            // After Z the path goes on from the beginning, as another stroke.
            ("M0,0h4v4zv9", [[(0, 0), (4, 0), (4, 4), (0, 0)], [(0, 0), (0, 9)]]), ("M3,3", []),
        ])
    func moves(path: String, strokes: [[(Double, Double)]]) throws {
        #expect(try Self.polylines(path) == strokes.map { $0.map { Point($0.0, $0.1) } })
    }

    @Test(
        "the four arcs of two ends and two radii",
        arguments: [
            // Around (0, 0) with radius 50: from the right to the bottom by the short way and by the long way.
            ("M50,0A50,50,0,0,1,0,50", Point(0, 0), 90.0), ("M50,0A50 50 0 1050 100", Point(50, 50), 180),
            ("M50,0A50,50,0,1,0,0,50", Point(0, 0), 270), ("M50,0A50,50,0,0,0,0,50", Point(50, 50), 90),
            ("M50,0a50,50,0,1,1-50,50", Point(50, 50), 270), ("m50,0a50,50,77,01-50,50", Point(0, 0), 90),
            // Radii that are too small grow until they reach.
            ("M-50,0A1,1,0,0,1,50,0", Point(0, 0), 180),
        ])
    func arcs(path: String, centre: Point, degrees: Double) throws {
        let points = try Self.polyline(path, tolerance: 0.001)
        for point in points { #expect(abs(point.distance(to: centre) - 50) < 0.02) }
        let length = zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
        #expect(abs(length - 50 * degrees * .pi / 180) < 0.1)
    }

    @Test("an arc of a turned ellipse lies on it, and one without a radius is a line")
    func ellipse() throws {
        // Half axes 40 and 10, turned by 30°, around (5, 7).
        let (sine, cosine) = (0.5, 0.75.squareRoot())
        func laid(_ x: Double, _ y: Double) -> Point { Point(5 + cosine * x - sine * y, 7 + sine * x + cosine * y) }
        let start = laid(40, 0), end = laid(-40, 0)
        let path = "M\(start.x),\(start.y)A40,10,30,0,1,\(end.x),\(end.y)"
        for point in try Self.polyline(path, tolerance: 0.001) {
            let moved = point - Point(5, 7)
            let x = cosine * moved.x + sine * moved.y, y = cosine * moved.y - sine * moved.x
            #expect(abs(x * x / 1600 + y * y / 100 - 1) < 0.002)
        }
        #expect(try Self.polyline("M0,0A0,5,0,0,1,9,9") == [Point(0, 0), Point(9, 9)])
    }

    @Test(
        "a transform lays the points, the outermost function last",
        arguments: [
            ("translate(10)", Point(11, 2)), ("translate(10 20)", Point(11, 22)), ("scale(2)", Point(2, 4)),
            ("scale(2,-1)", Point(2, -2)), ("rotate(90)", Point(-2, 1)), ("rotate(180,1,1)", Point(1, 0)),
            ("matrix(1 2 3 4 5 6)", Point(12, 16)), ("skewX(45)", Point(3, 2)), ("skewY(45)", Point(1, 3)),
            (" translate( 10 , 20 ),scale(2) ", Point(12, 24)), ("", Point(1, 2)),
        ])
    func transform(text: String, expected: Point) throws {
        let transform = try SVGTransform(reading: ByteScanner(Array(text.utf8), file: "t"))
        #expect(transform(Point(1, 2)).distance(to: expected) < 1e-12)
        let strokes = try Self.polylines("M1,2l5,5", transform: transform)
        #expect(strokes[0][0].distance(to: expected) < 1e-12)
    }

    @Test(
        "a transform that is none is refused",
        arguments: [
            ("turn(3)", 1, "“turn” is no transform (matrix translate scale rotate skewX skewY are)"),
            ("scale(1,2,3)", 1, "scale does not take 3 numbers"), ("scale 2", 7, "“(” is expected"),
            ("scale(", 7, "a number is expected"), ("skewX(90)", 1, "nothing is skewed by a right angle"),
        ])
    func noTransform(text: String, column: Int, what: String) {
        #expect(throws: ImportFault(file: "t", line: 1, column: column, what: what)) {
            try SVGTransform(reading: ByteScanner(Array(text.utf8), file: "t"))
        }
    }

    @Test(
        "sines and cosines are those of the mathematics",
        arguments: Array(stride(from: -721.5, through: 721.5, by: 7.25)))
    func angles(degrees: Double) {
        let (sine, cosine) = Angle.sineAndCosine(degrees: degrees)
        #expect(abs(sine - sin(degrees * .pi / 180)) < 1e-14 && abs(cosine - cos(degrees * .pi / 180)) < 1e-14)
    }

    private static func distance(_ point: Point, from start: Point, to end: Point) -> Double {
        let along = end - start
        let share = along.squaredLength > 0 ? min(max((point - start).dot(along) / along.squaredLength, 0), 1) : 0
        return point.distance(to: start.interpolated(to: end, at: share))
    }
}
