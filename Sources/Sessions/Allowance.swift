/// How much a client may still send before it is made to wait: a bucket that fills at a pace and holds a second's worth.
///
/// It may be overdrawn, because what has come is taken, however much it is; the debt is then waited for. Spending is one
/// subtraction: the clock is only looked at when the bucket is empty.
struct Allowance {
    private let perSecond: Int
    private var left: Int
    private var filledAtMilliseconds: UInt64

    /// A full bucket; nil is one without a bottom.
    init(perSecond: Int?, atMilliseconds now: UInt64) {
        self.perSecond = perSecond ?? 0
        left = perSecond ?? .max / 2
        filledAtMilliseconds = now
    }

    /// Spends; false where more was spent than was there.
    @inline(__always)
    mutating func spend(_ amount: Int) -> Bool {
        left -= amount
        return left >= 0
    }

    /// Fills it up to now, and says how long the debt has to be waited for; 0 where there is none.
    mutating func settle(atMilliseconds now: UInt64) -> Int {
        guard perSecond > 0 else {
            left = .max / 2
            return 0
        }
        // Beyond a second of good measure nothing changes but the size of the numbers.
        let elapsed = Int(min(now - filledAtMilliseconds, 3_600_000))
        let filled = elapsed * perSecond / 1000
        guard filled > 0 || left >= 0 else { return wait }
        filledAtMilliseconds = now
        left = min(perSecond, left + filled)
        return wait
    }

    private var wait: Int { left >= 0 ? 0 : max(1, (-left * 1000 + perSecond - 1) / perSecond) }
}
