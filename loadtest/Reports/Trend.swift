/// The straight line that fits the second half of a series best (least squares): what remains when everything has warmed up.
struct Trend: Equatable, Sendable {
    /// Its slope.
    let perSecond: Double

    /// Of a series in order of time; nil where there is too little of it.
    init?(_ seconds: [Double], _ values: [Double]) {
        let half = seconds.count / 2
        let x = seconds[half...], y = values[half...]
        guard x.count >= 5 else { return nil }
        let count = Double(x.count)
        let meanX = x.reduce(0, +) / count, meanY = y.reduce(0, +) / count
        let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        guard spread > 0 else { return nil }
        perSecond = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
    }
}
