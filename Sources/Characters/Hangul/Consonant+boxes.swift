internal import Ink

/// ㅁ ㅂ ㅍ: the letters of two uprights.
extension Consonant {
    static func mieumDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let corners = (
            upperLeft: Point(0, site.rise), upperRight: Point(97, 0), lowerRight: Point(94, 97), lowerLeft: Point(4, 98)
        )
        let left = StrokePath(corners.upperLeft).line(4.1, 100)
        let top = StrokePath(corners.upperLeft).bar(corners.upperRight, bow: site.bow)
        let right = StrokePath(corners.upperRight).line(94, 99)
        let corner = top.joined(to: right)
        let bottom = StrokePath(corners.lowerLeft).bar(corners.lowerRight, bow: site.bow)
        // Once the pen stays down at the lower right corner, the bottom is drawn to the left.
        let cornerAndBottom = corner.bar(corners.lowerLeft, bow: site.bow)
        let around = StrokePath(corners.upperLeft)
            .line(corners.lowerLeft.x, corners.lowerLeft.y)
            .bar(corners.lowerRight, bow: site.bow)
            .line(corners.upperRight.x, corners.upperRight.y)
            .bar(corners.upperLeft, bow: site.bow)
        return [
            .standard([left, corner, bottom]),
            LetterDrawing(name: "four separate", paths: [left, top, right, bottom]),
            LetterDrawing(name: "left and corner in one line", paths: [left.joined(to: corner), bottom]),
            LetterDrawing(name: "corner and bottom in one line", paths: [left, cornerAndBottom]),
            LetterDrawing(name: "one line", paths: [left.joined(to: cornerAndBottom)]),
            LetterDrawing(name: "one line around", paths: [around]),
        ]
    }

    static func bieupDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let left = StrokePath(2, 3).line(5, 100)
        let right = StrokePath(97, 0).line(95, 100)
        let middle = StrokePath(4, 45 + 0.7 * site.rise).bar(Point(96, 45), bow: site.bow)
        let bottomStart = Point(5, 97), bottomEnd = Point(95, 96)
        let bottom = StrokePath(bottomStart).bar(bottomEnd, bow: site.bow)
        let leftAndBottom = StrokePath(2, 3).line(bottomStart.x, bottomStart.y).bar(bottomEnd, bow: site.bow)
        return [
            .standard([left, right, middle, bottom], orders: [[0, 2, 1, 3]]),
            LetterDrawing(name: "three strokes", paths: [leftAndBottom, right, middle]),
        ]
    }

    static func pieupDrawings(_ site: LetterSite) -> [LetterDrawing] {
        let top = StrokePath(3, site.rise).bar(Point(97, 0), bow: site.bow)
        let bottom = StrokePath(0, 100).bar(Point(100, 100 - site.rise), bow: site.bow)
        // Both uprights stand on the bars, leaning a little towards each other.
        let left = StrokePath(top.segments[0].point(at: 0.28)).line(bottom.segments[0].point(at: 0.32))
        let right = StrokePath(top.segments[0].point(at: 0.73)).line(bottom.segments[0].point(at: 0.68))
        return [.standard([top, left, right, bottom])]
    }
}
