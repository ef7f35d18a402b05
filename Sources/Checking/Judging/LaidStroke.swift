import Ink

/// A stroke of the reference as it is expected on the learner's ink, with how far each moment of it may be off.
struct LaidStroke: Sendable {
    /// The expected moments.
    let moments: Moments
    /// The same of its other forms.
    let forms: [Moments]
    /// The stroke's length on the learner's ink.
    let length: Double
    /// One over the variance of each moment, along x and y.
    let precisionX: SIMD8<Double>
    let precisionY: SIMD8<Double>

    /// Lays a stroke.
    init(_ item: PreparedCharacter.Item, by placement: Placement) {
        self.init(item.moments, forms: item.forms, length: item.outline.length, by: placement)
    }

    /// Lays what is there of a stroke when only a part of it was written.
    init(_ part: Moments, of item: PreparedCharacter.Item, by placement: Placement) {
        self.init(part, forms: [], length: item.outline.length, by: placement)
    }

    private init(_ reference: Moments, forms: [Moments], length: Double, by placement: Placement) {
        moments = reference.mapped(by: placement.map)
        self.forms = forms.map { $0.mapped(by: placement.map) }
        self.length = length * placement.map.scale
        var x = Tuning.noise(length: self.length)
        var y = x
        let middle = placement.variance(at: Point(reference.x[0] + 0.5, reference.y[0] + 0.5))
        let course = placement.variance(of: Point(reference.x[1], reference.y[1]))
        x[0] += middle.x
        y[0] += middle.y
        x[1] += course.x
        y[1] += course.y
        precisionX = 1 / x
        precisionY = 1 / y
    }
}
