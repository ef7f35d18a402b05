import Histogram

/// The shape of a distribution of latencies, in milliseconds.
struct Quantiles: Codable, Equatable, Sendable {
    var count: UInt64
    var mean: Double
    var min: Double
    var p50: Double
    var p90: Double
    var p99: Double
    var p999: Double
    var max: Double

    /// Of a histogram of microseconds; nil where it is empty.
    init?(_ histogram: Histogram<UInt64>) {
        guard histogram.totalCount > 0 else { return nil }
        func milliseconds(_ microseconds: UInt64) -> Double { Double(microseconds) / 1000 }
        func at(_ percentile: Double) -> Double { milliseconds(histogram.valueAtPercentile(percentile)) }
        count = histogram.totalCount
        mean = (histogram.mean).rounded() / 1000
        min = milliseconds(histogram.min)
        p50 = at(50)
        p90 = at(90)
        p99 = at(99)
        p999 = at(99.9)
        max = milliseconds(histogram.max)
    }
}

/// A distribution as it is drawn: which latency, in milliseconds, which percentage of answers does not pass.
struct PercentileCurve: Codable, Equatable, Sendable {
    /// 1 / (1 − share): 10 is the 90th percentile, 1000 the 99.9th.
    var oneIn: [Double] = []
    var milliseconds: [Double] = []

    /// Of a histogram of microseconds, from the median to its last value, evenly on the logarithmic axis.
    init(_ histogram: Histogram<UInt64>) {
        guard histogram.totalCount > 0 else { return }
        let most = Double(histogram.totalCount)
        var one = 1.0
        while one <= most {
            oneIn.append(one)
            milliseconds.append(Double(histogram.valueAtPercentile(100 - 100 / one)) / 1000)
            one *= 1.1220184543019633  // twenty points for each power of ten
        }
        oneIn.append(most)
        milliseconds.append(Double(histogram.max) / 1000)
    }
}
