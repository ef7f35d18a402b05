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

    /// Reduces a polyline of at least one point.
    init<Line: RandomAccessCollection>(_ line: Line) where Line.Element == Point, Line.Index == Int {
        var length = 0.0
        for i in 1..<max(line.count, 1) { length += line[i].distance(to: line[i - 1]) }
        self.init(line, length: length)
    }

    private init<Line: RandomAccessCollection>(
        _ line: Line, length: Double
    ) where Line.Element == Point, Line.Index == Int {
        self.length = length
        places = InlineArray(repeating: line[0])
        var index = 1
        var passed = 0.0
        var step = line.count > 1 ? line[1].distance(to: line[0]) : 0
        var sum = Point.zero
        for k in 0..<Self.count {
            let wanted = length * Double(k) / Double(Self.count - 1)
            while index < line.count - 1, passed + step < wanted {
                passed += step
                index += 1
                step = line[index].distance(to: line[index - 1])
            }
            var place = line[0]
            if index < line.count {
                let share = step > 0 ? min(max((wanted - passed) / step, 0), 1) : 0
                place = line[index - 1].interpolated(to: line[index], at: share)
            }
            places[k] = place
            sum = sum + place
        }
        centre = sum * (1 / Double(Self.count))
    }

    /// The box around the places.
    var bounds: Bounds { Bounds(places) }

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
    var line: [Point] {
        let places = places.span
        return places.indices.map { places[$0] }
    }
}

extension Outline {
    /// The outline as it lies on the learner's ink.
    func mapped(by map: AffineMap) -> Outline {
        // The copy is read, too: reading `self` would copy all places for each.
        var copy = self
        copy.places[0] = map.apply(copy.places[0])
        copy.centre = map.apply(centre)
        copy.length = 0
        for k in 1..<Self.count {
            copy.places[k] = map.apply(copy.places[k])
            copy.length += copy.places[k].distance(to: copy.places[k - 1])
        }
        return copy
    }
}
