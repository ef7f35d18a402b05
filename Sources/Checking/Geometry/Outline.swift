import Ink

/// A stroke reduced to sixteen places at equal distances along it: what two strokes are compared by.
///
/// Sixteen keep a stroke with three corners (ㄹ in one line has five) apart from its neighbours and make a comparison cheap.
struct Outline: Sendable {
    /// How many places an outline has.
    static let count = 16

    /// The places, from the beginning to the end, in unit coordinates.
    private(set) var places: InlineArray<16, Point>
    /// Length of the line that was reduced.
    private(set) var length: Double
    /// Mean of the places.
    private(set) var centre: Point
    /// Corners of the box around the places.
    private(set) var low: Point
    private(set) var high: Point
    /// The longer side of that box: how large the stroke is, however much it winds.
    var extent: Double { max(high.x - low.x, high.y - low.y) }

    /// Reduces a polyline of at least one point.
    init(_ line: [Point]) {
        var length = 0.0
        for i in 1..<max(line.count, 1) { length += line[i].distance(to: line[i - 1]) }
        self.init(line, length: length)
    }

    private init(_ line: [Point], length: Double) {
        self.length = length
        places = InlineArray(repeating: line[0])
        centre = .zero
        var index = 1
        var passed = 0.0
        var sum = Point.zero
        for k in 0..<Self.count {
            let wanted = length * Double(k) / Double(Self.count - 1)
            while index < line.count - 1, passed + line[index].distance(to: line[index - 1]) < wanted {
                passed += line[index].distance(to: line[index - 1])
                index += 1
            }
            if index < line.count {
                let step = line[index].distance(to: line[index - 1])
                let share = step > 0 ? min(max((wanted - passed) / step, 0), 1) : 0
                places[k] = line[index - 1].interpolated(to: line[index], at: share)
            }
            sum = sum + places[k]
        }
        centre = sum * (1 / Double(Self.count))
        low = places[0]
        high = places[0]
        measureBox()
    }

    private mutating func measureBox() {
        low = places[0]
        high = places[0]
        for k in 1..<Self.count {
            low = Point(min(low.x, places[k].x), min(low.y, places[k].y))
            high = Point(max(high.x, places[k].x), max(high.y, places[k].y))
        }
    }

    /// Where the stroke begins.
    var start: Point { places[0] }
    /// Where the stroke ends.
    var end: Point { places[Self.count - 1] }

    /// The place a share `fraction` (clamped to 0…1) of the length from the beginning.
    func place(at fraction: Double) -> Point {
        let position = min(max(fraction, 0), 1) * Double(Self.count - 1)
        let index = min(Int(position), Self.count - 2)
        return places[index].interpolated(to: places[index + 1], at: position - Double(index))
    }

    /// Twice the area that the stroke and the line from its end to its beginning enclose; positive clockwise on screen.
    var doubledArea: Double {
        var area = 0.0
        for k in 0..<Self.count { area += places[k].cross(places[(k + 1) % Self.count]) }
        return area
    }

    /// Whether the stroke comes back to where it began, as ㅇ does.
    var isClosed: Bool {
        length > 0 && start.distance(to: end) < 0.25 * length && abs(doubledArea) > 0.08 * length * length
    }

    /// A closed stroke begun later on its way round: the same ring, from the place `steps` of fifteen farther on.
    func turned(by steps: Int) -> Outline {
        var copy = self
        for k in 0..<Self.count { copy.places[k] = places[(k + steps) % (Self.count - 1)] }
        return copy
    }

    /// The same places from the end to the beginning.
    var reversed: Outline {
        var copy = self
        for k in 0..<Self.count { copy.places[k] = places[Self.count - 1 - k] }
        return copy
    }

    /// The line of the places, for drawing and joining.
    var line: [Point] { (0..<Self.count).map { places[$0] } }
}

extension Outline {
    /// The outline as it lies on the learner's ink.
    func mapped(by map: AffineMap) -> Outline {
        var copy = self
        for k in 0..<Self.count { copy.places[k] = map.apply(places[k]) }
        copy.centre = map.apply(centre)
        var length = 0.0
        for k in 1..<Self.count { length += copy.places[k].distance(to: copy.places[k - 1]) }
        copy.length = length
        copy.measureBox()
        return copy
    }
}
