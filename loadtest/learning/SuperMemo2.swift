import Glibc

/// SM-2 (Woźniak 1990), read as a forecast: at the end of an interval nine of ten are known.
struct SuperMemo2 {
    private var ease = 2.5
    private var interval = 1.0
    private var repetitions = 0
    private var day: Double?

    func probability(on now: Double) -> Double {
        day.map { pow(0.9, (now - $0) / interval) } ?? 0.5
    }

    /// A review of quality 0 to 5.
    mutating func ask(on now: Double, quality: Double) {
        day = now
        guard quality >= 3 else {
            (repetitions, interval) = (0, 1)
            return
        }
        repetitions += 1
        interval = repetitions == 1 ? 1 : repetitions == 2 ? 6 : (interval * ease).rounded()
        ease = max(1.3, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
    }
}
