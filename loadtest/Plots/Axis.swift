import Glibc

/// One direction of a plot: which values it shows, where on the paper they stand, and which of them are named.
struct Axis {
    /// How values are laid out.
    enum Scale {
        case linear, logarithmic
    }

    /// A value that is named on the axis.
    struct Tick: Equatable {
        let value: Double
        let label: String
    }

    let title: String
    let scale: Scale
    let low: Double
    let high: Double
    let ticks: [Tick]

    /// A linear axis from zero that shows all values.
    static func linear(_ title: String, upTo most: Double) -> Axis {
        let most = most > 0 ? most : 1
        let step = niceStep(most / 5)
        let count = (most / step).rounded(.up)
        let ticks = (0...Int(count)).map { Tick(value: Double($0) * step, label: label(Double($0) * step)) }
        return Axis(title: title, scale: .linear, low: 0, high: count * step, ticks: ticks)
    }

    /// A logarithmic axis that shows all values, which are above 0, named at 1, 2 and 5 times the powers of ten.
    static func logarithmic(_ title: String, from least: Double, to most: Double) -> Axis {
        let low = max(least, 1e-6), high = max(most, low * 1.01)
        var edges: [Double] = []
        var power = pow(10, floor(log10(low)))
        while power <= high * 10 {
            edges += [power, 2 * power, 5 * power]
            power *= 10
        }
        let first = edges.last { $0 <= low } ?? low, last = edges.first { $0 >= high } ?? high
        let shown = edges.filter { $0 >= first && $0 <= last }
        // More than nine names are too many: then only the powers of ten.
        let named = shown.count > 9 ? shown.filter { abs(log10($0) - log10($0).rounded()) < 1e-9 } : shown
        return Axis(
            title: title, scale: .logarithmic, low: first, high: last,
            ticks: named.map { Tick(value: $0, label: label($0)) })
    }

    /// The percentiles: 90 is at 10, 99 at 100, 99.9 at 1000, each as far from the last.
    static func percentiles(upToOneIn most: Double) -> Axis {
        let names = ["0", "90", "99", "99.9", "99.99", "99.999", "99.9999"]
        let count = min(names.count - 1, max(1, Int(ceil(log10(max(most, 10))))))
        let ticks = (0...count).map { Tick(value: pow(10, Double($0)), label: names[$0]) }
        return Axis(title: "percentile", scale: .logarithmic, low: 1, high: pow(10, Double(count)), ticks: ticks)
    }

    /// Where a value stands: 0 at the axis' beginning, 1 at its end; what lies outside is put on the edge.
    func place(_ value: Double) -> Double {
        let share =
            switch scale {
            case .linear: (value - low) / (high - low)
            case .logarithmic: log(max(value, low) / low) / log(high / low)
            }
        return min(max(share, 0), 1)
    }

    private static func niceStep(_ step: Double) -> Double {
        let power = pow(10, floor(log10(step)))
        return power * ([1, 2, 5, 10].first { $0 * power >= step * 0.999 } ?? 10)
    }

    /// A figure as short as it can be.
    static func label(_ value: Double) -> String {
        if value >= 1_000_000 { return short(value / 1_000_000) + " M" }
        if value >= 10_000 { return short(value / 1000) + " k" }
        return short(value)
    }

    private static func short(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
