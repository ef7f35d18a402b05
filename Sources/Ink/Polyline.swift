/// A line of straight pieces, measured along itself.
public struct Polyline: Equatable, Sendable {
    /// The corners, at least one.
    public let points: [Point]
    /// The distance along the line from its beginning to each of the points: never decreasing, the first one 0.
    public let distances: [Double]

    /// A line through `points`, of which there is at least one.
    public init(_ points: [Point]) {
        precondition(!points.isEmpty, "a polyline has at least one point")
        self.points = points
        var distances = [0.0]
        distances.reserveCapacity(points.count)
        for index in points.indices.dropFirst() {
            distances.append(distances[index - 1] + points[index].distance(to: points[index - 1]))
        }
        self.distances = distances
    }

    /// The length of the whole line, 0 for a single point.
    public var length: Double { distances[distances.count - 1] }

    /// The point that lies `distance` (clamped to 0…`length`) along the line.
    public func point(at distance: Double) -> Point { point(at: distance, before: index(after: distance)) }

    /// The same, for who walks along the line: `place`, 0 at first, is where the walk has come to, and never goes back.
    public func point(at distance: Double, after place: inout Int) -> Point {
        while place < points.count - 1, distances[place] <= distance { place += 1 }
        return point(at: distance, before: place)
    }

    private func point(at distance: Double, before next: Int) -> Point {
        guard next > 0 else { return points[0] }
        let piece = distances[next] - distances[next - 1]
        let share = piece > 0 ? min(max((distance - distances[next - 1]) / piece, 0), 1) : 1
        return points[next - 1].interpolated(to: points[next], at: share)
    }

    /// The line from its beginning to the point that lies `distance` along it.
    public func prefix(through distance: Double) -> Polyline {
        guard distance < length else { return self }
        return Polyline(points[..<index(after: distance)] + [point(at: distance)])
    }

    /// The same line with `count` points, at least two, at equal distances from each other along it.
    public func resampled(count: Int) -> Polyline {
        precondition(count >= 2, "a line has two ends")
        let step = length / Double(count - 1)
        return Polyline((0..<count).map { $0 == count - 1 ? points[points.count - 1] : point(at: step * Double($0)) })
    }

    /// The index of the first point farther along than `distance`, or of the last point.
    private func index(after distance: Double) -> Int {
        var low = 0
        var high = points.count - 1
        while low < high {
            let middle = (low + high) / 2
            if distances[middle] > distance { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
