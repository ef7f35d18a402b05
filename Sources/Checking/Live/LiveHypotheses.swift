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

    private struct Candidate {
        let item: Int
        let isReversed: Bool
        let isDue: Bool
        let outline: Outline
        let startPrice: Double
    }

    private let candidates: [Candidate]
    /// The reading that a report was based on.
    private(set) var reported: Reading?
    private var pending: (reading: Reading, since: Double)?

    /// - Parameters:
    ///   - start: where the pen went down, unit square.
    init(_ character: PreparedCharacter, expectation: Expectation, placement: Placement, start: Point) {
        var candidates: [Candidate] = []
        for item in expectation.open {
            let isDue = expectation.due.contains(item)
            let outline = character.items[item].outline
            let laid = outline.mapped(by: placement)
            for isReversed in [false, true] {
                let line = isReversed ? laid.reversed : laid
                let variance = placement.variance(at: isReversed ? outline.end : outline.start)
                let offset = start - line.start
                let price =
                    offset.x * offset.x / (2 * (variance.x + LiveTuning.startVariance))
                    + offset.y * offset.y / (2 * (variance.y + LiveTuning.startVariance))
                candidates.append(
                    Candidate(
                        item: item, isReversed: isReversed, isDue: isDue, outline: line,
                        startPrice: min(price, LiveTuning.startPriceCap) + (isReversed ? LiveTuning.reversal : 0)
                            + (isDue ? 0 : LiveTuning.outOfOrder)))
            }
        }
        self.candidates = candidates
    }

    /// Looks at the trace anew; returns a reading when it has become certain that it is none of the strokes that are due, written
    /// forward. Each such certainty is returned once.
    mutating func follow(_ trace: StrokeTrace) -> Reading? {
        guard reported == nil, let best = verdict(trace) else {
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

    private func verdict(_ trace: StrokeTrace) -> Reading? {
        let length = trace.length
        guard length >= LiveTuning.shortest else { return nil }
        let here = trace.pen - trace.start
        let half = trace.place(at: length / 2) - trace.start
        var good = Double.infinity
        var best = Double.infinity
        var second = Double.infinity
        var reading: Reading?
        for candidate in candidates {
            let price = candidate.startPrice + Self.price(candidate.outline, here: here, half: half, length: length)
            if candidate.isDue && !candidate.isReversed {
                good = min(good, price)
            } else if price < best {
                if let reading, reading.isReversed != candidate.isReversed { second = best }
                best = price
                reading = Reading(item: candidate.item, isReversed: candidate.isReversed, isDue: candidate.isDue)
            } else if candidate.isReversed != reading?.isReversed {
                second = min(second, price)
            }
        }
        // Which fault it is must be as clear as that it is one.
        guard let reading, good - best > LiveTuning.margin, second - best > LiveTuning.faultMargin,
            best < LiveTuning.implausible
        else { return nil }
        return reading
    }

    /// How far the pen is from where the stroke would have led it, at the end and in the middle of what is written.
    private static func price(_ outline: Outline, here: Point, half: Point, length: Double) -> Double {
        let deviation = LiveTuning.pathFloor + LiveTuning.pathShare * length
        var best = Double.infinity
        for index in LiveTuning.sizes.indices {
            let factor = LiveTuning.sizes[index]
            let whole = max(outline.length, 0.02) * factor
            let atEnd = (outline.place(at: length / whole) - outline.start) * factor - here
            let atHalf = (outline.place(at: length / (2 * whole)) - outline.start) * factor - half
            let over = max(length / whole - 1.15, 0)
            best = min(best, atEnd.squaredLength + atHalf.squaredLength + over * over * length * length)
        }
        return best / (2 * deviation * deviation)
    }
}
