import Ink

/// A stroke of the reference as it is expected on the learner's ink, with how far each moment of it may be off.
///
/// Not copyable: whoever compares a stroke with it only looks, and 400 bytes with a count of references were copied for each look.
struct LaidStroke: ~Copyable, Sendable {
    /// The expected moments.
    let moments: Moments
    /// The reference's other forms, as they are in the unit square: laid when they are looked at, with `map`.
    let forms: [Moments]
    /// How the reference lies.
    let map: AffineMap
    /// The stroke's length on the learner's ink.
    let length: Double
    /// Whether the reference is so short that a dot may stand for it.
    let isShort: Bool
    /// One over the variance of each moment, along x and y.
    private(set) var precisionX: SIMD8<Double>
    private(set) var precisionY: SIMD8<Double>

    /// Lays a stroke.
    init(_ item: PreparedCharacter.Item, by placement: Placement) {
        moments = item.moments.mapped(by: placement.map)
        forms = item.forms
        map = placement.map
        length = item.outline.length * placement.map.scale
        isShort = item.outline.length < Self.short
        precisionX = 1 / Tuning.noise(length: length)
        precisionY = precisionX
        doubt(item.moments, placement)
    }

    /// Lays what is there of a stroke when only a part of it was written.
    init(_ part: Moments, of whole: borrowing LaidStroke, by placement: Placement) {
        moments = part.mapped(by: placement.map)
        forms = []
        map = placement.map
        length = whole.length
        isShort = whole.isShort
        precisionX = whole.precisionX
        precisionY = whole.precisionY
        doubt(part, placement)
    }

    /// Length below which a stroke of the reference may be written as a dot.
    static let short = 0.2

    /// Where the placement is in doubt, a stroke's middle and its course are, too.
    private mutating func doubt(_ reference: Moments, _ placement: Placement) {
        let noise = Tuning.noise(length: length).lowHalf.lowHalf
        let middle = placement.variance(at: Point(reference.x[0] + 0.5, reference.y[0] + 0.5))
        let course = placement.variance(of: reference.course)
        let x = 1 / (noise + SIMD2(middle.x, course.x)), y = 1 / (noise + SIMD2(middle.y, course.y))
        precisionX[0] = x[0]
        precisionX[1] = x[1]
        precisionY[0] = y[0]
        precisionY[1] = y[1]
    }
}
