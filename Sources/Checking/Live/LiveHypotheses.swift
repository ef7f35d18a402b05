import Ink

/// Everything that the stroke under the pen could be, weighed against each other at every vertex of its trace.
///
/// A hypothesis is an item in one of two directions. Its price is how far the beginning is from where it is expected, and how far
/// the pen has gone from where that stroke would have led it by now; the writer's size is left open within a factor.
struct LiveHypotheses {
    /// What the stroke seems to be.
    struct Reading: Equatable {
        var item: Int
        var isReversed: Bool
        var isDue: Bool
    }

    /// What a hypothesis costs before the path is looked at.
    private struct Candidate {
        let startPrice: Double
        /// Places to each unit of length, for a writer of the size that is believed.
        let placesPerLength: Double
        let item: Int32
        let isReversed: Bool
        let isDue: Bool

        /// Where its beginning is among `places`.
        var firstPlace: Int { Int(item) * Outline.count + (isReversed ? Outline.count - 1 : 0) }
    }

    /// The hypotheses without a fault: items that are due, written forward.
    private var good: [Candidate] = []
    /// All others.
    private var faulty: [Candidate] = []
    /// The least that a hypothesis with a fault costs.
    private var cheapestFault = Double.infinity
    /// The reference's places, item by item: one hypothesis goes through an item's forward, another one back. Shared by all sessions, and laid onto
    /// the learner's ink, with `map`, as they are looked at.
    private let places: [Point]
    private let map: AffineMap
    /// The reading that a report was based on.
    private(set) var reported: Reading?
    private var pending: (reading: Reading, since: Double)?
    /// Whether a stroke that is due has been written to its end: what comes after it under the same pen is joined to it, not another.
    private var isFulfilled = false

    /// - Parameters:
    ///   - start: where the pen went down, unit square.
    init(_ character: PreparedCharacter, expectation: Expectation, placement: Placement, start: Point) {
        places = character.places
        map = placement.map
        good.reserveCapacity(expectation.due.count)
        faulty.reserveCapacity(2 * expectation.open.count - expectation.due.count)
        for item in expectation.open {
            let isDue = expectation.due.contains(item)
            let outline = character.items[item].outline
            let laid = outline.mapped(by: placement.map)
            for isReversed in [false, true] {
                let variance = placement.variance(at: isReversed ? outline.end : outline.start)
                let offset = start - (isReversed ? laid.end : laid.start)
                let price =
                    offset.x * offset.x / (2 * (variance.x + LiveTuning.startVariance))
                    + offset.y * offset.y / (2 * (variance.y + LiveTuning.startVariance))
                let candidate = Candidate(
                    startPrice: min(price, LiveTuning.startPriceCap) + (isReversed ? LiveTuning.reversal : 0)
                        + (isDue ? 0 : LiveTuning.outOfOrder),
                    placesPerLength: Double(Outline.count - 1) / max(laid.length, 0.02), item: Int32(item),
                    isReversed: isReversed, isDue: isDue)
                if isDue && !isReversed {
                    good.append(candidate)
                } else {
                    faulty.append(candidate)
                    cheapestFault = min(cheapestFault, candidate.startPrice)
                }
            }
        }
    }

    /// Looks at the trace anew; returns a reading when it has become certain that it is none of the strokes that are due, written
    /// forward. Each such certainty is returned once.
    mutating func follow(_ trace: StrokeTrace) -> Reading? {
        guard reported == nil, !isFulfilled, let best = verdict(trace) else {
            pending = nil
            return nil
        }
        let length = trace.length
        if let pending, pending.reading == best {
            guard length - pending.since >= LiveTuning.persistence else { return nil }
            reported = best
            return best
        }
        pending = (best, length)
        return nil
    }

    private mutating func verdict(_ trace: StrokeTrace) -> Reading? {
        let length = trace.length
        guard length >= LiveTuning.shortest else { return nil }
        let look = Look(trace, length: length)
        var least = Double.infinity
        for index in good.indices {
            let price = price(good[index], look)
            least = min(least, price)
            // The size that is believed lies between the second and the third of the possible ones.
            let way = length * good[index].placesPerLength * LiveTuning.believedSlowness
            if price < LiveTuning.fulfilled, way > LiveTuning.fulfilledShare * Double(Outline.count - 1) {
                isFulfilled = true
            }
        }
        // A hand that writes what is due comes no farther than this: nothing else can be cheaper by the margin.
        let bound = least - LiveTuning.margin
        guard cheapestFault < bound else { return nil }
        var best = Best(), bestReversed = Best()
        for index in faulty.indices where faulty[index].startPrice < bound + LiveTuning.faultMargin {
            let price = price(faulty[index], look)
            if faulty[index].isReversed { bestReversed.take(index, price) } else { best.take(index, price) }
        }
        if bestReversed.price < best.price { swap(&best, &bestReversed) }
        // Which fault it is must be as clear as that it is one.
        guard let index = best.index, best.price < bound, bestReversed.price - best.price > LiveTuning.faultMargin,
            best.price < LiveTuning.implausible
        else { return nil }
        let fault = faulty[index]
        return Reading(item: Int(fault.item), isReversed: fault.isReversed, isDue: fault.isDue)
    }

    /// How far the pen is from where the stroke would have led it, at the end and in the middle of what is written; for the most favourable
    /// of the writer's possible sizes.
    private func price(_ candidate: Candidate, _ look: Look) -> Double {
        let last = Double(Outline.count - 1)
        let way = candidate.placesPerLength * look.length * LiveTuning.slownesses
        let atEnd = pointwiseMin(way, SIMD4(repeating: last)), atHalf = pointwiseMin(way * 0.5, SIMD4(repeating: last))
        let over = pointwiseMax(way / last - 1.15, SIMD4(repeating: 0)) * look.length
        let first = candidate.firstPlace, step = candidate.isReversed ? -1 : 1
        var best = Double.infinity
        for size in 0..<4 {
            let factor = LiveTuning.sizes[size]
            let end = displacement(from: first, step, atEnd[size]) * factor - look.here
            let half = displacement(from: first, step, atHalf[size]) * factor - look.half
            best = min(best, end.squaredLength + half.squaredLength + over[size] * over[size])
        }
        return candidate.startPrice + best * look.weight
    }

    /// From the beginning of a hypothesis, the place `first`, to a position of 0…`Outline.count` − 1 along it.
    @inline(__always)
    private func displacement(from first: Int, _ step: Int, _ position: Double) -> Point {
        let index = min(Int(position), Outline.count - 2)
        let here = first + step * index
        let start = places[first]
        let way = (places[here] - start).interpolated(to: places[here + step] - start, at: position - Double(index))
        return map.applyLinear(way)
    }

    /// The cheapest hypothesis of a kind.
    private struct Best {
        var index: Int?
        var price = Double.infinity

        mutating func take(_ index: Int, _ price: Double) {
            if price < self.price { (self.index, self.price) = (index, price) }
        }
    }

    /// What is looked at of the trace.
    private struct Look {
        let length: Double
        /// From the beginning to the pen, and to the middle of the way.
        let here: Point
        let half: Point
        /// Turns a squared distance into a price.
        let weight: Double

        init(_ trace: StrokeTrace, length: Double) {
            self.length = length
            here = trace.pen - trace.start
            half = trace.place(at: length / 2) - trace.start
            let deviation = LiveTuning.pathFloor + LiveTuning.pathShare * length
            weight = 1 / (2 * deviation * deviation)
        }
    }
}
