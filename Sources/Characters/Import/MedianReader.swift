import Ink

/// What Make Me a Hanzi and all that is derived from it share: lists of medians on a grid of 1024 whose y axis points upwards, with
/// the top of the box at 900.
enum MedianReader {
    private static let sampling = StrokeSampling { Point($0.x / 1024, (900 - $0.y) / 1024) }

    /// The strokes of a `medians` value: `[[[x, y], …], …]`.
    static func strokes(_ json: inout JSONScanner) throws(ImportFault) -> [ReferenceStroke] {
        try json.strokes(sampling: sampling)
    }
}

extension JSONScanner {
    /// Strokes as an array of arrays of points, each point an array that begins with x and y.
    mutating func strokes(sampling: StrokeSampling) throws(ImportFault) -> [ReferenceStroke] {
        var strokes: [ReferenceStroke] = []
        try array { json throws(ImportFault) in
            json.bytes.skipBlank()
            let place = json.bytes.position
            var points: [Point] = []
            try json.array { json throws(ImportFault) in points.append(try json.point()) }
            strokes.append(try sampling.stroke(along: points, in: json.bytes, at: place))
        }
        return strokes
    }

    private mutating func point() throws(ImportFault) -> Point {
        bytes.skipBlank()
        let place = bytes.position
        var coordinates: [Double] = []
        try array { json throws(ImportFault) in coordinates.append(try json.number()) }
        guard coordinates.count >= 2 else { throw bytes.fault("a point needs x and y", at: place) }
        return Point(coordinates[0], coordinates[1])
    }
}
