import Ink

/// Measures a character as a whole: the turn, the proportion, the size and the place that its strokes have in common.
///
/// The placement that strokes are judged by is bound to what is usual; here the ink alone speaks. The turn is that of the similarity which lays the
/// reference onto the ink best (Kabsch 1976, in the plane), the proportion that of the affine map which does, bound to that similarity as
/// far as the strokes leave it open: a lone ㅣ has no width. Where the reference has both a width and a height, the mean with what the boxes around
/// ink and reference tell is taken: of a ㄱ that is squashed the map makes a turned one, the boxes do not see what leans within them.
struct WholeFigure {
    // Sums over the strokes' moments, about their common middle, reference · ink and reference · reference.
    private var weight = 0.0
    private var referenceMiddle = Point.zero
    private var inkMiddle = Point.zero
    private var xx = 0.0
    private var xy = 0.0
    private var yx = 0.0
    private var yy = 0.0
    private var ownXX = 0.0
    private var ownXY = 0.0
    private var ownYY = 0.0
    /// Whether any stroke tells which way is up: a ring looks the same when it is turned.
    private var hasDirection = false
    private let ink: Bounds
    private let reference: Bounds
    private let hasBox: Bool

    /// Variance along an axis, in sides of the box, that outweighs half of what the strokes say about their proportion: a stroke of a tenth of the box.
    private static let stiffness = 0.03 * 0.03

    /// - Parameter hasBox: whether the learner was given a box to write in.
    init(_ character: PreparedCharacter, _ judgement: Judgement, _ written: [InkLine], hasBox: Bool) {
        self.hasBox = hasBox
        var pairs: [(reference: Moments, ink: Moments, weight: Double)] = []
        var inkBoxes: [Bounds] = [], referenceBoxes: [Bounds] = []
        for (stroke, role) in judgement.roles.enumerated() {
            for item in role.items { referenceBoxes.append(character.items[item].outline.bounds) }
            if !role.items.isEmpty { inkBoxes.append(written[stroke].bounds) }
            guard case .stroke(let index, let reversed) = role else { continue }
            let item = character.items[index], moments = written[stroke].moments
            let cost = PairCost(
                written: moments, laid: LaidStroke(item, by: judgement.placement), reversed: reversed)
            pairs.append((item.moments(form: cost.form, reversed: reversed), moments, item.outline.length))
            if !item.isRing { hasDirection = true }
        }
        ink = Bounds(inkBoxes)
        reference = Bounds(referenceBoxes)
        for pair in pairs {
            weight += pair.weight
            referenceMiddle = referenceMiddle + pair.reference.middle * pair.weight
            inkMiddle = inkMiddle + pair.ink.middle * pair.weight
        }
        guard weight > 0 else { return }
        referenceMiddle = referenceMiddle * (1 / weight)
        inkMiddle = inkMiddle * (1 / weight)
        for pair in pairs { add(pair.reference, pair.ink, pair.weight / weight) }
        if pairs.count > 1 { hasDirection = true }
    }

    private mutating func add(_ reference: Moments, _ ink: Moments, _ share: Double) {
        var p = reference, q = ink
        p.x[0] -= referenceMiddle.x
        p.y[0] -= referenceMiddle.y
        q.x[0] -= inkMiddle.x
        q.y[0] -= inkMiddle.y
        xx += share * (p.x * q.x).total
        xy += share * (p.x * q.y).total
        yx += share * (p.y * q.x).total
        yy += share * (p.y * q.y).total
        ownXX += share * (p.x * p.x).total
        ownXY += share * (p.x * p.y).total
        ownYY += share * (p.y * p.y).total
    }

    /// The figures; nil where no stroke was recognised.
    var whole: WholeCharacter? {
        guard weight > 0 else { return nil }
        let along = xx + yy, across = xy - yx
        let length = (along * along + across * across).squareRoot()
        guard length > 1e-9 else { return nil }
        return WholeCharacter(
            degrees: hasDirection ? Self.rounded(Angle.degrees(x: along, y: across), 10) : 0,
            ratio: Self.rounded(ratio(along, across), 1000),
            size: hasBox ? Self.rounded(ink.extent / max(reference.extent, 0.01), 1000) : nil,
            offset: hasBox ? offset : nil)
    }

    /// How wide the character is for its height, the reference's being 1.
    private func ratio(_ along: Double, _ across: Double) -> Double {
        let ofMap = ratioOfMap(along, across)
        guard let ofBoxes = ink.proportion(beside: reference) else { return ofMap }
        return (ofMap * ofBoxes).squareRoot()
    }

    /// Scale along x by scale along y of the map that lays the reference onto the ink.
    private func ratioOfMap(_ along: Double, _ across: Double) -> Double {
        let own = ownXX + ownYY
        guard own > 1e-9 else { return 1 }
        let similar = Point(along / own, across / own) * Self.stiffness
        let a = ownXX + Self.stiffness, b = ownXY, c = ownYY + Self.stiffness
        let determinant = a * c - b * b
        // Where x leads, and where y does: (cross sums + stiffness × similarity) × (own sums + stiffness)⁻¹.
        let xxs = xx + similar.x, xys = xy + similar.y, yxs = yx - similar.y, yys = yy + similar.x
        let width = Point(c * xxs - b * yxs, c * xys - b * yys) * (1 / determinant)
        let height = Point(a * yxs - b * xxs, a * yys - b * xys) * (1 / determinant)
        let w = width.squaredLength.squareRoot(), h = height.squaredLength.squareRoot()
        return max(Self.leastRatio, min(w / max(h, 1e-6), 1 / Self.leastRatio))
    }

    private static let leastRatio = 0.05

    private var offset: Point {
        let offset = ink.middle - reference.middle
        return Point(Self.rounded(offset.x, 1000), Self.rounded(offset.y, 1000))
    }

    private static func rounded(_ value: Double, _ steps: Double) -> Double {
        (value * steps).rounded(.toNearestOrAwayFromZero) / steps + 0
    }
}
