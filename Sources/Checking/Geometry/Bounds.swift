import Ink

/// The box around some strokes.
struct Bounds: Equatable {
    private(set) var low = Point(.infinity, .infinity)
    private(set) var high = Point(-.infinity, -.infinity)

    /// The box around nothing.
    private init() {}

    /// The box around some places.
    init(_ places: InlineArray<16, Point>) {
        for k in places.indices { take(places[k], places[k]) }
    }

    /// The box around some others.
    init(_ boxes: [Bounds]) {
        for box in boxes { take(box) }
    }

    /// The longer side: how large a stroke is, however much it winds.
    var extent: Double { max(high.x - low.x, high.y - low.y) }

    /// Its middle.
    var middle: Point { (low + high) * 0.5 }

    private mutating func take(_ other: Bounds) { take(other.low, other.high) }

    private mutating func take(_ otherLow: Point, _ otherHigh: Point) {
        low = Point(min(low.x, otherLow.x), min(low.y, otherLow.y))
        high = Point(max(high.x, otherHigh.x), max(high.y, otherHigh.y))
    }

    /// Whether another box is no farther from this one than `distance`, along either axis.
    func isBeside(_ other: Bounds, within distance: Double) -> Bool {
        low.x <= other.high.x + distance && other.low.x <= high.x + distance && low.y <= other.high.y + distance
            && other.low.y <= high.y + distance
    }

    /// Width by height where another box's is 1; nil where that one is too thin to have a proportion. What a hand adds to both sides of a thin
    /// box is mostly chance.
    func proportion(beside other: Bounds) -> Double? {
        let mine = high - low, theirs = other.high - other.low
        guard min(theirs.x, theirs.y) > 0.35 * other.extent, extent > 0 else { return nil }
        let floor = 0.05 * extent, otherFloor = 0.05 * other.extent
        return (mine.x + floor) * (theirs.y + otherFloor) / ((mine.y + floor) * (theirs.x + otherFloor))
    }

    /// For each box on which that of all depends, the box of the others: at most four.
    static func leavingOneOut(of each: [Bounds]) -> [Bounds] {
        guard each.count > 1 else { return [] }
        let whole = Bounds(each)
        var boxes: [Bounds] = []
        for left in each.indices where whole.isTouched(by: each[left]) {
            var others = Bounds()
            for index in each.indices where index != left { others.take(each[index]) }
            if others != whole { boxes.append(others) }
        }
        return boxes
    }

    private func isTouched(by other: Bounds) -> Bool {
        other.low.x == low.x || other.low.y == low.y || other.high.x == high.x || other.high.y == high.y
    }

    /// The map that lays another box onto this one. Where a box is thin, the scale of the other axis is taken.
    func laying(_ other: Bounds) -> AffineMap {
        let mine = high - low, theirs = other.high - other.low
        var sx = theirs.x > 0.15 && mine.x > 0.02 ? mine.x / theirs.x : 0
        var sy = theirs.y > 0.15 && mine.y > 0.02 ? mine.y / theirs.y : 0
        if sx == 0 { sx = sy > 0 ? sy : 0.85 }
        if sy == 0 { sy = sx }
        let middle = Point(0.5, 0.5)
        let centre = self.middle - middle, otherCentre = other.middle - middle
        return AffineMap(xx: sx, x: centre.x - sx * otherCentre.x, yy: sy, y: centre.y - sy * otherCentre.y)
    }
}
