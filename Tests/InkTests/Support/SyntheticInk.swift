import Ink

/// Strokes drawn by arithmetic, for what must hold everywhere. The frame is 1,000 units wide, the tolerance 5.
enum SyntheticInk {
    static let tolerance = 5.0

    /// Samples every `step` along straight lines, with a repeatable jitter of at most ±`jitter`.
    static func polyline(_ corners: [Point], step: Double = 6, jitter: Double = 0, seed: UInt64 = 1) -> [Point] {
        var state = seed
        var samples: [Point] = []
        for (from, to) in zip(corners, corners.dropFirst()) {
            let count = max(1, Int(from.distance(to: to) / step))
            for i in 0..<count { samples.append(from.interpolated(to: to, at: Double(i) / Double(count))) }
        }
        if let last = corners.last { samples.append(last) }
        return samples.map { $0 + Point(noise(&state) * jitter, noise(&state) * jitter) }
    }

    /// A cubic, sampled `count` times.
    static func curve(_ cubic: CubicSegment, count: Int) -> [Point] {
        (0..<count).map { cubic.point(at: Double($0) / Double(count - 1)) }
    }

    /// A spiral of so many samples, about 8 units apart, that turns and widens like a hand that won't stop.
    static func spiral(count: Int) -> [Point] {
        var direction = Point(1, 0), position = Point(500, 500)
        return (0..<count).map { _ in
            // Rotation by the angle with tangent 0.12, without sine and cosine.
            direction = Point(direction.x - 0.12 * direction.y, direction.y + 0.12 * direction.x).unit
            position = position + direction * 8 + Point(0.05, 0.02)
            return position
        }
    }

    /// A scrawl of `count` samples whose direction wanders.
    static func scrawl(count: Int, seed: UInt64) -> [Point] {
        var state = seed
        var direction = Point(1, 0), position = Point(300, 300), turn = 0.0
        return (0..<count).map { _ in
            turn = 0.9 * turn + 0.15 * noise(&state)
            direction = Point(direction.x - turn * direction.y, direction.y + turn * direction.x).unit
            position = position + direction * (4 + 4 * noise(&state))
            return Point((position.x * 64).rounded() / 64, (position.y * 64).rounded() / 64)
        }
    }

    /// −1…1, the same on every machine (SplitMix64).
    private static func noise(_ state: inout UInt64) -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / 4_503_599_627_370_496 - 1
    }
}
