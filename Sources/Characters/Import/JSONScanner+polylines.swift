import Ink

extension JSONScanner {
    /// Points in the file's own coordinates, and the byte at which they stand.
    typealias Polyline = (points: [Point], place: Int)

    /// An array of arrays of points, each point an array that begins with x and y.
    mutating func polylines() throws(ImportFault) -> [Polyline] {
        var polylines: [Polyline] = []
        try array { json throws(ImportFault) in
            json.bytes.skipBlank()
            let place = json.bytes.position
            var points: [Point] = []
            try json.array { json throws(ImportFault) in points.append(try json.point()) }
            polylines.append((points, place))
        }
        return polylines
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
