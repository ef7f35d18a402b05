extension StrokeFitter {
    /// How often the parameters may be bettered before a fit counts as failed, and how far off it may be to be worth it.
    private static var refinements: Int { 1 }
    private static var hopelessness: Double { 4 }

    /// Where on a curve each sample of the window is looked for; handed on `inout`, so that it is never copied.
    private typealias Parameters = InlineArray<56, Double>

    /// Commits the longest prefix up to `target` that fits. One sample further always does.
    ///
    /// - Parameter isFree: whether `target` is a corner or the stroke's end, where no direction has to be kept.
    mutating func commit(longestUpTo target: Int, isFree: Bool) -> CubicSegment {
        if fitted < target, fits(target, isFree: isFree) { return commit(isCorner: isFree) }
        return commit(longestBelow: target)
    }

    /// Commits the longest prefix that fits, where the one up to `target` is known not to, or is known to be the longest.
    mutating func commit(longestBelow target: Int) -> CubicSegment {
        var tooFar = target
        // A quarter of the length is not worth another fit.
        while tooFar - fitted > max(1, fitted / 4) {
            let middle = (tooFar + fitted) / 2
            if !fits(middle, isFree: false) { tooFar = middle }
        }
        if fitted == 0 { _ = fits(1, isFree: false) }
        return commit(isCorner: false)
    }

    private mutating func commit(isCorner: Bool) -> CubicSegment {
        let segment = fittedCurve
        start = SIMD2(segment.end.x, segment.end.y)
        direction = .zero
        if !isCorner {
            // From the rounded handle, so that the two sides of a joint differ by one rounding, not by two.
            let handle = segment.end - segment.control2
            direction = SIMD2(handle.unit.x, handle.unit.y)
        }
        window.remove(upTo: fitted)
        examinations += window.count
        probe = max(1, probe - fitted)
        turn = max(0, turn - fitted)
        corner = max(0, corner - fitted)
        fitted = 0
        nextTry = Self.firstTry
        hasCommitted = true
        return segment
    }

    /// Whether one cubic from `start` to the sample `target` passes all samples between closely enough. If so, it is kept as the longest
    /// prefix that fits.
    mutating func fits(_ target: Int, isFree: Bool) -> Bool {
        let end = grid.rounded(window.points[target])
        let back = isFree ? .zero : directionBack(at: target)
        let scale = 1 / window.lengths[target]
        // On the stack, and cleared for each fit: a session that is between two points holds nothing of it.
        var parameters = Parameters(repeating: 0)
        for i in 1..<max(target, 1) { parameters[i] = window.lengths[i] * scale }
        for refinement in 0...Self.refinements {
            let handles = handles(upTo: target, end: end, back: back, &parameters)
            let control1 = grid.rounded(start + handles.first), control2 = grid.rounded(end + handles.second)
            let curve = PowerCubic(start, control1, control2, end)
            let deviation = squaredDeviation(from: curve, upTo: target, &parameters)
            if deviation <= squaredLimit {
                fitted = target
                nextTry = target + max(target, Self.firstTry)
                fittedCurve = CubicSegment(
                    start: Point(start.x, start.y), control1: Point(control1.x, control1.y),
                    control2: Point(control2.x, control2.y), end: Point(end.x, end.y))
                return true
            }
            if deviation > squaredLimit * Self.hopelessness || refinement == Self.refinements { break }
            refine(&parameters, on: curve, upTo: target)
        }
        return false
    }

    /// The handles for the parameters as they are; a third of the length where the samples lead to something wild.
    private mutating func handles(
        upTo target: Int, end: SIMD2<Double>, back: SIMD2<Double>, _ parameters: inout Parameters
    ) -> (first: SIMD2<Double>, second: SIMD2<Double>) {
        let chord = end - start
        let length = window.lengths[target]
        let usual1 = direction == .zero ? chord / 3 : direction * (length / 3)
        let usual2 = back == .zero ? -chord / 3 : back * (length / 3)
        var equations = HandleEquations(usual1: usual1, usual2: usual2)
        for i in 1..<max(target, 1) {
            equations.add(window.points[i] - start, at: parameters[i], chord: chord)
        }
        examinations += target
        guard let handles = equations.solve(direction, back),
            max(squaredLength(handles.first), squaredLength(handles.second)) <= 1.5 * length * length
        else { return (usual1, usual2) }
        return handles
    }

    /// Square of the largest distance of a sample from the curve, not followed beyond what is hopeless. It is an upper bound, each being
    /// taken at the sample's parameter, or one Newton step on where that is too far.
    private mutating func squaredDeviation(
        from curve: PowerCubic, upTo target: Int, _ parameters: inout Parameters
    ) -> Double {
        var largest = 0.0
        for i in 1..<max(target, 1) {
            let t = parameters[i]
            let offset = curve.offset(of: window.points[i], at: t)
            var squared = squaredLength(offset)
            if squared > squaredLimit {
                let nearer = curve.nearerParameter(than: t, offset: offset)
                squared = squaredLength(curve.offset(of: window.points[i], at: nearer))
                if squared > squaredLimit * Self.hopelessness { return squared }
            }
            largest = max(largest, squared)
        }
        examinations += target
        return largest
    }

    private mutating func refine(_ parameters: inout Parameters, on curve: PowerCubic, upTo target: Int) {
        for i in 1..<target {
            let t = parameters[i]
            let offset = curve.offset(of: window.points[i], at: t)
            parameters[i] = curve.nearerParameter(than: t, offset: offset)
        }
        examinations += target
    }
}
