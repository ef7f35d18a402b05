import Ink

/// What Make Me a Hanzi and all that is derived from it share: lists of medians on a grid of 1024 whose y axis points upwards, with
/// the top of the box at 900.
enum MedianReader {
    private static let sampling = StrokeSampling { Point($0.x / 1024, (900 - $0.y) / 1024) }

    /// The strokes of a `medians` value: `[[[x, y], …], …]`.
    static func strokes(_ json: inout JSONScanner) throws(ImportFault) -> [ReferenceStroke] {
        var strokes: [ReferenceStroke] = []
        for median in try json.polylines() {
            strokes.append(try sampling.stroke(along: median.points, in: json.bytes, at: median.place))
        }
        return strokes
    }
}
