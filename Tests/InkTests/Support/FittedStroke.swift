@testable import Ink

/// A stroke as the fitter leaves it, with what tests ask about it.
struct FittedStroke {
    var segments: [CubicSegment] = []
    /// Indices of the segments that end in a corner.
    var corners: Set<Int> = []
    var examinations = 0

    init(_ samples: [Point], tolerance: Double) {
        var fitter = StrokeFitter(tolerance: tolerance)
        for sample in samples { if let segment = fitter.add(sample) { take(segment, fitter.direction == .zero) } }
        while let segment = fitter.finish() { take(segment, fitter.direction == .zero) }
        examinations = fitter.examinations
    }

    private mutating func take(_ segment: CubicSegment, _ isCorner: Bool) {
        if isCorner { corners.insert(segments.count) }
        segments.append(segment)
    }

    /// The samples that lie farther than `tolerance` from the curve.
    func strays(among samples: [Point], tolerance: Double) -> [Point] {
        var latest = 0
        return samples.filter { sample in
            // The segment that passed the sample before is the likeliest.
            let order = Array(segments.indices[latest...]) + Array(segments.indices[..<latest])
            guard let hit = order.first(where: { segments[$0].passes(sample, within: tolerance) }) else { return true }
            latest = hit
            return false
        }
    }

    /// Cosines of the angles at the joints that are not corners, with the shorter handle on either side.
    var joints: [(cosine: Double, handle: Double)] {
        segments.indices.dropLast().filter { !corners.contains($0) }.map { i in
            let before = segments[i].end - segments[i].control2,
                after = segments[i + 1].control1 - segments[i + 1].start
            return (before.unit.dot(after.unit), min(before.length, after.length))
        }
    }
}

extension CubicSegment {
    /// Whether the curve comes that near to a place: a hundred and one parameters, then ever smaller steps around the best.
    fileprivate func passes(_ place: Point, within tolerance: Double) -> Bool {
        let corners = [start, control1, control2, end]
        let xs = corners.map(\.x), ys = corners.map(\.y)
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max(),
            place.x >= left - tolerance, place.x <= right + tolerance,
            place.y >= top - tolerance, place.y <= bottom + tolerance
        else { return false }
        var nearest = Double.infinity, parameter = 0.0
        func look(at t: Double) {
            let distance = point(at: t).squaredDistance(to: place)
            if distance < nearest { (nearest, parameter) = (distance, t) }
        }
        for step in 0...100 {
            look(at: Double(step) / 100)
            if nearest <= tolerance * tolerance { return true }
        }
        var reach = 0.005
        for _ in 0..<20 {
            let best = parameter
            look(at: max(0, best - reach))
            look(at: min(1, best + reach))
            reach /= 1.6
        }
        return nearest <= tolerance * tolerance
    }
}

extension Point {
    fileprivate func squaredDistance(to other: Point) -> Double { (self - other).squaredLength }
}
