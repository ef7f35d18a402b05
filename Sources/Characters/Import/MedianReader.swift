import Ink

/// What Make Me a Hanzi and all that is derived from it share: lists of medians on a grid of 1024 whose y axis points upwards, with
/// the top of the box at 900.
///
/// AnimCJK splits a stroke that crosses itself into several outlines (の, ぬ), each of which has the stroke's median again, with a beginning of its own that
/// lies anywhere: a copy of one before it from some point on to the last. No hand writes the same line twice to the very point: such ghosts are left
/// out.
enum MedianReader {
    private static let sampling = StrokeSampling { Point($0.x / 1024, (900 - $0.y) / 1024) }

    /// The strokes of a `medians` value: `[[[x, y], …], …]`.
    static func strokes(_ json: inout JSONScanner) throws(ImportFault) -> [ReferenceStroke] {
        var strokes: [ReferenceStroke] = []
        for median in withoutGhosts(try json.polylines()) {
            strokes.append(try sampling.stroke(along: median.points, in: json.bytes, at: median.place))
        }
        return strokes
    }

    /// Points at the end that a ghost has in common with its stroke, at least.
    private static let ghostlyEnd = 3

    private static func withoutGhosts(_ medians: [JSONScanner.Polyline]) -> [JSONScanner.Polyline] {
        medians.enumerated().filter { place, median in
            !medians[..<place].contains { earlier in
                earlier.points.count == median.points.count && median.points.count > ghostlyEnd
                    && earlier.points.suffix(ghostlyEnd) == median.points.suffix(ghostlyEnd)
            }
        }.map(\.element)
    }
}
