import Ink

/// The line of a stroke while it is being written: vertices at equal distances along it, never more than 64 of them.
///
/// When the 64 are used up, every second one goes and the distance doubles: so a stroke of any length takes the same memory, and
/// a pen that trembles on the spot adds nothing. A vertex is an event for everything that follows the stroke.
struct StrokeTrace {
    /// Most vertices that are kept.
    static let capacity = 64
    /// Distance between vertices at first, in the unit square: finer than any feature that is judged.
    private static let finestSpacing = 0.012

    /// An array, allocated once a stroke: an inline array would be copied for every look at it.
    private var vertices: [Point] = []
    /// The pressure at each vertex, from where on it was not always the first one.
    private var pressures: [PackedPressure] = []
    /// Where the stroke began, and its latest vertex.
    let start: Point
    private var latest: Point
    /// Distance between neighbours along the line.
    private(set) var spacing = StrokeTrace.finestSpacing
    /// Where the pen is, and how hard it presses.
    private(set) var pen: Point
    private var pressure: PackedPressure
    /// Samples that the pen has told, those included that are no ink.
    private(set) var sampleCount: Int

    /// Begins a stroke, where `strayCount` samples before this one were no ink.
    init(at point: Point, pressure: Double, after strayCount: Int = 0) {
        sampleCount = strayCount + 1
        vertices.reserveCapacity(Self.capacity)
        vertices.append(point)
        start = point
        latest = point
        pen = point
        self.pressure = PackedPressure(pressure)
        // A pen that tells its pressure will tell another one.
        if pressure != Sample.absentPressure { pressures.reserveCapacity(Self.capacity) }
    }

    /// Length of the line from its beginning to the pen.
    var length: Double { Double(count - 1) * spacing + pen.distance(to: latest) }

    /// How many vertices there are, the beginning included.
    private var count: Int { vertices.count }

    /// Takes the next sample; true where it set a vertex.
    mutating func add(_ point: Point, pressure: Double) -> Bool {
        sampleCount += 1
        pen = point
        press(PackedPressure(pressure))
        var hasGrown = false
        var rest = point.distance(to: latest)
        // A leap over the whole square sets at most some hundred vertices, each thinning halves what is left to set.
        while rest >= spacing {
            if count == Self.capacity { thin() }
            rest = point.distance(to: latest)
            guard rest >= spacing else { break }
            if rest > spacing * Double(Self.capacity) {
                spacing = rest / Double(Self.capacity / 2)
            }
            latest = latest.interpolated(to: point, at: min(spacing / rest, 1))
            vertices.append(latest)
            if !pressures.isEmpty { pressures.append(self.pressure) }
            hasGrown = true
            rest -= spacing
        }
        return hasGrown
    }

    private mutating func press(_ pressure: PackedPressure) {
        if pressures.isEmpty, pressure != self.pressure {
            pressures.reserveCapacity(Self.capacity)
            for _ in vertices { pressures.append(self.pressure) }
        }
        self.pressure = pressure
    }

    private mutating func thin() {
        let kept = (count + 1) / 2
        for i in 1..<kept { vertices[i] = vertices[2 * i] }
        vertices.removeSubrange(kept...)
        if !pressures.isEmpty {
            for i in 1..<kept { pressures[i] = pressures[2 * i] }
            pressures.removeSubrange(kept...)
        }
        latest = vertices[kept - 1]
        spacing *= 2
    }

    /// The place at a distance from the beginning, along the line.
    func place(at distance: Double) -> Point {
        let position = max(distance, 0) / spacing
        guard position < Double(count - 1) else {
            let rest = position - Double(count - 1)
            return latest.interpolated(to: pen, at: min(rest, 1))
        }
        let index = Int(position)
        return vertices[index].interpolated(to: vertices[index + 1], at: position - Double(index))
    }

    /// The vertices and the pen.
    var line: [Point] {
        var line: [Point] = []
        line.reserveCapacity(count + 1)
        line.append(contentsOf: vertices)
        if pen != latest { line.append(pen) }
        return line
    }

    /// The pressure at each point of `line`; none where it never changed.
    var linePressures: [PackedPressure] {
        guard !pressures.isEmpty else { return [] }
        var line: [PackedPressure] = []
        line.reserveCapacity(count + 1)
        line.append(contentsOf: pressures)
        if pen != latest { line.append(pressure) }
        return line
    }
}
