import Ink

/// The main bend of a stroke as a triangle: from its beginning to the place farthest from the line to its end, and to that end.
///
/// Read in the stroke's own scale: how large and where it was written does not come into it. Affine maps leave the farthest place the farthest.
struct Bend: Sendable {
    /// From the beginning to the end, and to the place that is farthest off the line between them.
    private let chord: Point
    private let apex: Point

    private init(chord: Point, apex: Point) {
        self.chord = chord
        self.apex = apex
    }

    /// The bend of a line, whichever way it goes.
    init(_ line: Outline) {
        let right = Bend(line, side: 1), left = Bend(line, side: -1)
        self = right.depth >= -left.depth ? right : left
    }

    /// The bend of a line to one side: 1 to the right of the way to its end on screen, −1 to the left.
    init(_ line: Outline, side: Double) {
        let start = line.start, chord = line.end - start
        var apex = Point.zero, farthest = 0.0
        for k in 1..<Outline.count {
            let place = line.places[k] - start, distance = chord.cross(place) * side
            if distance > farthest { (apex, farthest) = (place, distance) }
        }
        self.init(chord: chord, apex: apex)
    }

    /// The bend as it lies on the learner's ink.
    func mapped(by map: AffineMap) -> Bend { Bend(chord: map.applyLinear(chord), apex: map.applyLinear(apex)) }

    /// The way by the apex.
    private var way: Double {
        apex.squaredLength.squareRoot() + (chord - apex).squaredLength.squareRoot()
    }

    /// How far the apex is from the chord, as a share of the way by it; the sign tells the side.
    var depth: Double {
        let across = chord.squaredLength.squareRoot() * way
        return across > 0 ? chord.cross(apex) / across : 0
    }

    /// Whether a straight line is something else: the way by the apex is longer than the chord by an eighth. Where beginning and end meet, no
    /// side can be told.
    var isBent: Bool {
        let length = chord.squaredLength.squareRoot()
        return way > 1.125 * length && length > 0.15 * way
    }

    /// How much of this bend a written line has: 1 all of it, 0 none, and less for what bends the other way only.
    func share(in line: Outline) -> Double {
        let side = depth > 0 ? 1.0 : -1.0
        return Bend(line, side: side).depth / depth
    }
}
