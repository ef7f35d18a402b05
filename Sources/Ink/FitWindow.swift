/// The samples that a `StrokeFitter` has not committed yet: a bounded run with the written length up to each of them.
///
/// All its methods are mutating, so that they read the inline arrays in place: Swift 6.3.1 copies an inline array before a
/// nonmutating method reads it, which doubled the instructions of a fit.
struct FitWindow: ~Copyable {
    /// How many samples fit in, and so how many a segment can have. 64 would save 0.6 % of the segments on UNIPEN ink.
    static var capacity: Int { 56 }

    /// Where the samples lie; the first one is where the next segment begins.
    private(set) var points = InlineArray<56, SIMD2<Double>>(repeating: .zero)
    /// Length of the polyline from the first sample to each.
    private(set) var lengths = InlineArray<56, Double>(repeating: 0)
    /// Number of samples in use.
    private(set) var count = 0

    /// Whether nothing more can be appended.
    var isFull: Bool { count == Self.capacity }

    /// Forgets everything.
    mutating func removeAll() { count = 0 }

    /// Takes in the first sample of a stroke.
    mutating func begin(at point: SIMD2<Double>) {
        points[0] = point
        lengths[0] = 0
        count = 1
    }

    /// Takes in a sample that lies `distance` from the latest one. There must be room.
    mutating func append(_ point: SIMD2<Double>, distance: Double) {
        points[count] = point
        lengths[count] = lengths[count - 1] + distance
        count += 1
    }

    /// Lets the window begin at the sample `first`.
    mutating func remove(upTo first: Int) {
        let base = lengths[first]
        for i in first..<count {
            points[i - first] = points[i]
            lengths[i - first] = lengths[i] - base
        }
        count -= first
    }

    /// Displacement from one sample to another.
    mutating func displacement(_ from: Int, _ to: Int) -> SIMD2<Double> { points[to] - points[from] }

    /// The latest sample before `index` that is at least the root of `squaredReach` away, or else the first one.
    mutating func neighbour(before index: Int, squaredReach: Double) -> Int {
        let origin = points[index]
        var i = index - 1
        while i > 0, squaredLength(points[i] - origin) < squaredReach { i -= 1 }
        return i
    }

    /// The earliest sample after `index` that is at least the root of `squaredReach` away, or else the last one.
    mutating func neighbour(after index: Int, squaredReach: Double) -> Int {
        let origin = points[index]
        var i = index + 1
        while i < count - 1, squaredLength(points[i] - origin) < squaredReach { i += 1 }
        return i
    }
}

/// Square of a displacement's length.
@inline(__always)
func squaredLength(_ vector: SIMD2<Double>) -> Double { (vector * vector).sum() }
