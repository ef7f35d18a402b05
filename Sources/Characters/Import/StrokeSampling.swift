import Ink

/// Makes reference strokes from the lines and curves that libraries hold.
struct StrokeSampling {
    /// Maps a point of the library onto the unit square of the character's box.
    let unit: @Sendable (Point) -> Point

    /// Longest distance between two neighbouring points of a stroke, in the unit square: long straight lines, above all medians
    /// of two points, are filled up to it.
    static let longestStep = 1.0 / 16

    /// A stroke along a polyline in the library's coordinates, which stood at byte `offset` of what `scanner` reads.
    func stroke(
        along polyline: [Point], in scanner: ByteScanner, at offset: Int
    ) throws(ImportFault) -> ReferenceStroke {
        var points: [Point] = []
        for point in polyline.map(unit) {
            guard LibraryLayout.coordinates.contains(point.x), LibraryLayout.coordinates.contains(point.y) else {
                throw scanner.fault("a point lies more than half a box outside the character's box", at: offset)
            }
            guard let last = points.last else {
                points.append(point)
                continue
            }
            let distance = last.distance(to: point)
            if distance == 0 { continue }
            let pieces = (distance / Self.longestStep).rounded(.up)
            for piece in 1..<Int(pieces) where pieces > 1 {
                points.append(last.interpolated(to: point, at: Double(piece) / pieces))
            }
            points.append(point)
        }
        guard points.count >= 2 else { throw scanner.fault("a stroke needs two different points", at: offset) }
        return ReferenceStroke(points: points)
    }

    /// Appends points of `curve`, its start left out, so that straight lines between them stay within `tolerance` of it.
    ///
    /// In n equal steps of the parameter a chord leaves the curve by at most max |B″| / (8 n²), and |B″| is at most six times the
    /// larger second difference of the control points.
    static func append(_ curve: CubicSegment, tolerance: Double, to points: inout [Point]) {
        let first = curve.start - curve.control1 * 2 + curve.control2
        let second = curve.control1 - curve.control2 * 2 + curve.end
        let bend = max(first.length, second.length)
        // What overflows lies outside of every box and is refused as that.
        let steps = bend.isFinite ? min(max((0.75 * bend / tolerance).squareRoot().rounded(.up), 1), 1000) : 1
        for step in 1..<max(Int(steps), 1) { points.append(curve.point(at: Double(step) / steps)) }
        points.append(curve.end)
    }
}
