internal import Ink

/// Where the strokes of a vertical vowel stand, in hundredths of the character's box.
struct VerticalColumns: Equatable, Sendable {
    /// Left end of the branches that reach towards the initial, or the first stem where there are none.
    var left: Double
    /// The stems from left to right.
    var stems: [Double]
    /// Right end of the branches that reach outwards, or the last stem where there are none.
    var right: Double

    /// The columns moved to the right.
    func moved(by distance: Double) -> VerticalColumns {
        VerticalColumns(left: left + distance, stems: stems.map { $0 + distance }, right: right + distance)
    }
}

extension VerticalVowel {
    /// The strokes in their order, in hundredths of the character's box.
    ///
    /// - Parameters:
    ///   - columns: where stems and branches stand, as `SyllableLayout` or a letter by itself gives them.
    ///   - top: upper end of the longest stem.
    ///   - bottom: lower end of the longest stem.
    ///   - branch: height of the branch, or the middle between two, as a share of the stem.
    func paths(_ columns: VerticalColumns, top: Double, bottom: Double, branch: Double = 0.47) -> [StrokePath] {
        let height = bottom - top
        let single = top + branch * height
        let upper = single - 0.1 * height, lower = single + 0.11 * height
        let first = columns.stems[0], last = columns.stems[columns.stems.count - 1]
        // Of two stems the inner one is shorter.
        let inner = Self.stem(first, top + 0.05 * height, bottom - 0.06 * height)
        let outer = Self.stem(last, top, bottom)
        func bar(_ from: Double, _ to: Double, _ y: Double) -> StrokePath {
            StrokePath(from, y + 0.5).bar(Point(to, y - 0.5), bow: 0.4)
        }
        switch self {
        case .i: return [outer]
        case .a: return [outer, bar(last, columns.right, single)]
        case .ya: return [outer, bar(last, columns.right, upper), bar(last, columns.right, lower)]
        case .eo: return [bar(columns.left, first, single), outer]
        case .yeo: return [bar(columns.left, first, upper), bar(columns.left, first, lower), outer]
        case .ae: return [inner, bar(first, last, single), outer]
        case .yae: return [inner, bar(first, last, upper), bar(first, last, lower), outer]
        case .e: return [bar(columns.left, first, single), inner, outer]
        case .ye: return [bar(columns.left, first, upper), bar(columns.left, first, lower), inner, outer]
        }
    }

    /// A long stroke downwards, with the slight entry from the left that the hand makes when it sets the brush down.
    private static func stem(_ x: Double, _ top: Double, _ bottom: Double) -> StrokePath {
        StrokePath(x - 1.4, top).curve(x - 0.4, top + 1.5, x, top + 3.5, x, top + 7).line(x, bottom)
    }
}
