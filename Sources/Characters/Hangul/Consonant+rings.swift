internal import Ink

/// ㅇ ㅎ: the letters of a ring, written counter-clockwise from the top.
extension Consonant {
    static var ieungDrawings: [LetterDrawing] {
        let ring = StrokePath.ring(centre: Point(50, 50), radiusX: 50, radiusY: 50)
        let halves = StrokePath.halfRings(centre: Point(50, 50), radiusX: 50, radiusY: 50)
        return [.standard([ring]), LetterDrawing(name: "two half circles", paths: halves)]
    }

    static func hieutDrawings(_ site: LetterSite) -> [LetterDrawing] {
        // The ring is as high as the bar leaves room for, unless the box is so narrow that it would not be round.
        let radiusY = min(33, 47 * site.aspect * 1.1)
        let radiusX = min(47, radiusY * 1.12 / site.aspect)
        let bar = StrokePath(2, 18 + site.rise).bar(Point(98, 18), bow: site.bow)
        let ring = StrokePath.ring(centre: Point(50, 100 - radiusY), radiusX: radiusX, radiusY: radiusY)
        let level = StrokePath(36, 0.6 * site.rise).bar(Point(64, 0), bow: 0.4 * site.bow)
        let falling = StrokePath(45, 0).line(55, 11)
        return [
            .standard([level, bar, ring]),
            LetterDrawing(name: "falling top", paths: [falling, bar, ring]),
        ]
    }
}

extension StrokePath {
    /// Control points at this share of the radius make four cubics a circle within 0.03 % (4/3·(√2 − 1)).
    private static let roundness = 0.5522847498307936

    /// An ellipse written counter-clockwise from its top.
    static func ring(centre c: Point, radiusX rx: Double, radiusY ry: Double) -> StrokePath {
        let halves = halfRings(centre: c, radiusX: rx, radiusY: ry)
        let kx = rx * roundness, ky = ry * roundness
        return halves[0]
            .curve(c.x + kx, c.y + ry, c.x + rx, c.y + ky, c.x + rx, c.y)
            .curve(c.x + rx, c.y - ky, c.x + kx, c.y - ry, c.x, c.y - ry)
    }

    /// The left and the right half of an ellipse, both written from the top to the bottom.
    static func halfRings(centre c: Point, radiusX rx: Double, radiusY ry: Double) -> [StrokePath] {
        let kx = rx * roundness, ky = ry * roundness
        return [-1.0, 1.0].map { side in
            StrokePath(c.x, c.y - ry)
                .curve(c.x + side * kx, c.y - ry, c.x + side * rx, c.y - ky, c.x + side * rx, c.y)
                .curve(c.x + side * rx, c.y + ky, c.x + side * kx, c.y + ry, c.x, c.y + ry)
        }
    }
}
