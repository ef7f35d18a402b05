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

    private struct Vertex {
        let point: Point
        let pressure: Float
    }

    /// An array, allocated once a stroke: an inline array would be copied for every look at it.
    private var vertices: [Vertex] = []
    /// Where the stroke began, and its latest vertex.
    let start: Point
    private var latest: Point
    /// Distance between neighbours along the line.
    private(set) var spacing = StrokeTrace.finestSpacing
    /// Where the pen is, and how hard it presses.
    private(set) var pen: Point
    private var pressure: Float
    /// Samples taken, the first one included.
    private(set) var sampleCount = 1

    /// Begins a stroke.
    init(at point: Point, pressure: Double) {
        vertices.reserveCapacity(Self.capacity)
        vertices.append(Vertex(point: point, pressure: Float(pressure)))
        start = point
        latest = point
        pen = point
        self.pressure = Float(pressure)
    }

    /// Length of the line from its beginning to the pen.
    var length: Double { Double(count - 1) * spacing + pen.distance(to: latest) }

    /// How many vertices there are, the beginning included.
    private var count: Int { vertices.count }

    /// Takes the next sample; true where it set a vertex.
    mutating func add(_ point: Point, pressure: Double) -> Bool {
        sampleCount += 1
        pen = point
        self.pressure = Float(pressure)
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
            vertices.append(Vertex(point: latest, pressure: self.pressure))
            hasGrown = true
            rest -= spacing
        }
        return hasGrown
    }

    private mutating func thin() {
        let kept = (count + 1) / 2
        for i in 1..<kept { vertices[i] = vertices[2 * i] }
        vertices.removeSubrange(kept...)
        latest = vertices[kept - 1].point
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
        return vertices[index].point.interpolated(to: vertices[index + 1].point, at: position - Double(index))
    }

    /// The vertices and the pen.
    var line: [Point] {
        var line: [Point] = []
        line.reserveCapacity(count + 1)
        for vertex in vertices { line.append(vertex.point) }
        if pen != latest { line.append(pen) }
        return line
    }

    /// The vertices and the pen with their pressures, or with that of a pen without pressure.
    func drawn(withPressure hasPressure: Bool) -> DrawnLine {
        func drawn(_ pressure: Float) -> Double { hasPressure ? Double(pressure) : Sample.absentPressure }
        var line = DrawnLine()
        line.reserveCapacity(count + 1)
        for vertex in vertices { line.append(vertex.point, pressure: drawn(vertex.pressure)) }
        if pen != latest { line.append(pen, pressure: drawn(pressure)) }
        return line
    }
}
