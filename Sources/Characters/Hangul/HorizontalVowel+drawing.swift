internal import Ink

/// Where the strokes of a horizontal vowel lie, in hundredths of the character's box.
struct HorizontalRows: Equatable, Sendable {
    var left: Double
    var right: Double
    /// Height of the long bar at its middle.
    var bar: Double
    /// Far end of the stems: above the bar for ㅗ ㅛ, below it for ㅜ ㅠ, of no meaning for ㅡ.
    var tip: Double
}

extension HorizontalVowel {
    /// The strokes in their order, in hundredths of the character's box.
    func paths(_ rows: HorizontalRows) -> [StrokePath] {
        let width = rows.right - rows.left
        let rise = 0.012 * width, bow = 0.012 * width
        let bar = StrokePath(rows.left, rows.bar + rise).bar(Point(rows.right, rows.bar - rise), bow: bow)
        func x(_ share: Double) -> Double { rows.left + share * width }
        /// Height of the bar under or over a stem: its slope, and the bow of a cubic, which is 3·s·(1 − s) of its control height.
        func y(_ share: Double) -> Double { rows.bar + rise * (1 - 2 * share) - 3 * share * (1 - share) * bow }
        func down(to share: Double) -> StrokePath { StrokePath(x(share), rows.tip).line(x(share), y(share)) }
        func down(from share: Double, swing: Double = 0) -> StrokePath {
            let from = y(share), height = rows.tip - from
            return StrokePath(x(share), from)
                .curve(
                    x(share), from + height / 3, x(share) - swing / 3, from + height * 2 / 3, x(share) - swing, rows.tip
                )
        }
        switch self {
        case .o: return [down(to: 0.5), bar]
        case .yo: return [down(to: 0.36), down(to: 0.64), bar]
        case .u: return [bar, down(from: 0.52)]
        case .yu: return [bar, down(from: 0.36, swing: 0.04 * width), down(from: 0.66)]
        case .eu: return [bar]
        }
    }
}
