import Ink

/// Strokes that were written with more or fewer movements of the pen than they have.
extension RoleSearch {
    /// Among more strokes that belong nowhere than this, nobody looks for two in one or one in two: it is a scribble.
    private static let mostUnexplained = 8

    private func isScribble(_ found: Roles) -> Bool {
        found.roles.count { $0 == .extra } > Self.mostUnexplained
    }

    /// Explains missing strokes as written in one movement with their neighbours.
    func merge(_ found: inout Roles) {
        while let best = bestMerger(found) {
            found.roles[best.stroke] = .merged(found.listing[best.first], found.listing[best.first + 1])
            found.missing.removeAll { $0 == best.first || $0 == best.first + 1 }
            found.price += best.gain
        }
    }

    private func bestMerger(_ found: Roles) -> (gain: Double, stroke: Int, first: Int)? {
        guard !found.missing.isEmpty else { return nil }
        var best: (gain: Double, stroke: Int, first: Int)?
        let isScribble = isScribble(found)
        for first in found.listing.indices.dropLast() {
            for stroke in written.indices where !isScribble || found.roles[stroke] != .extra {
                guard let before = priceBeforeMerger(found, stroke, first), before > Tuning.joining else { continue }
                let bound = best?.gain ?? -1e-9
                // A little more than what is needed: sums are rounded otherwise here.
                guard
                    let price = costs.merged(
                        joined[stroke], found.listing[first], found.listing[first + 1],
                        cheaperThan: bound + before - Tuning.joining + 1e-6)
                else { continue }
                let gain = price + Tuning.joining - before
                if gain < bound { best = (gain, stroke, first) }
            }
        }
        return best
    }

    /// What is paid for a stroke and two items in succession as long as they are not one movement; nil where they can't be.
    private func priceBeforeMerger(_ found: Roles, _ stroke: Int, _ first: Int) -> Double? {
        let isFirstMissing = found.missing.contains(first), isSecondMissing = found.missing.contains(first + 1)
        switch found.roles[stroke] {
        case .stroke(let item, _):
            guard isFirstMissing != isSecondMissing, item == found.listing[isFirstMissing ? first + 1 : first] else {
                return nil
            }
            return Tuning.missing + price(stroke, found.roles[stroke])
        case .extra: return isFirstMissing && isSecondMissing ? 2 * Tuning.missing + price(stroke, .extra) : nil
        case .merged, .split: return nil
        }
    }

    /// Explains extra strokes as one half of a neighbour in time.
    func split(_ found: inout Roles) {
        guard !isScribble(found) else { return }
        for stroke in written.indices where found.roles[stroke] == .extra {
            for neighbour in [stroke - 1, stroke + 1] where written.indices.contains(neighbour) {
                guard found.roles[stroke] == .extra else { continue }
                let first = min(stroke, neighbour)
                switch found.roles[neighbour] {
                case .stroke(let item, _):
                    let before = price(stroke, .extra) + price(neighbour, found.roles[neighbour])
                    splitIfCheaper(&found, first, item, before: before)
                case .extra:
                    for place in found.missing where found.roles[stroke] == .extra {
                        splitIfCheaper(
                            &found, first, found.listing[place],
                            before: price(stroke, .extra) + price(neighbour, .extra) + Tuning.missing)
                    }
                case .merged, .split: continue
                }
            }
        }
    }

    private func splitIfCheaper(_ found: inout Roles, _ first: Int, _ item: Int, before: Double) {
        guard before > Tuning.joining else { return }
        let gain = costs.split(joined.halves(from: first), item) + Tuning.joining - before
        // A tap where the other one begins or ends costs as much as a slip, but for rounding: it stays one.
        guard gain < -1e-6 else { return }
        found.roles[first] = .split(item)
        found.roles[first + 1] = .split(item)
        found.missing.removeAll { found.listing[$0] == item }
        found.price += gain
    }
}
