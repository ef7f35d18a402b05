internal import Ink

/// ㅇ ㅎ: the letters of a ring, written counter-clockwise from the top.
extension Consonant {
    static var ieungDrawings: [LetterDrawing] {
        let ring = StrokePath.ring(centre: Point(50, 50), radiusX: 50, radiusY: 50)
        let halves = StrokePath.halfRings(centre: Point(50, 50), radiusX: 50, radiusY: 50)
        return [.standard([ring]), LetterDrawing(name: "two half circles", paths: halves)]
    }

    static func hieutDrawings(aspect: Double) -> [LetterDrawing] {
        let radiusY = 30.0
        let radiusX = min(44, radiusY * 1.15 / aspect)
        let bar = StrokePath(0, 26).bar(100, 21)
        let ring = StrokePath.ring(centre: Point(50, 100 - radiusY), radiusX: radiusX, radiusY: radiusY)
        return [
            .standard([StrokePath(36, 3).bar(64, 0), bar, ring]),
            LetterDrawing(name: "falling top", paths: [StrokePath(45, 0).line(55, 13), bar, ring]),
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
