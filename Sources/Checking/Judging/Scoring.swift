import Ink

/// The score of a character as a weighted sum that a teacher can follow.
///
/// Every stroke of the reference and every stroke too many counts once in each part. A stroke that is missing or too many counts
/// nothing where it could have earned, so that moving a stroke away from its place never raises the score. How a stroke is made is seen beside the
/// reference laid upright onto the ink, in its own proportions and as large as the ink is: a map that may lean and squash would lay it onto
/// whatever was written.
struct Scoring {
    /// The parts, in a fixed order.
    let parts: [ScorePart]
    /// The weighted sum, and no more than order and direction leave: a multiple of 0.0001.
    let score: Double

    private let character: PreparedCharacter
    private let map: AffineMap
    private let tolerances: Tolerances

    /// - Parameters:
    ///   - written: the outlines of the strokes that are weighed.
    ///   - whole: how the character stands as a whole.
    ///   - isOther: whether the ink is another character.
    ///   - rhythm: for each written stroke 0…1, nil where it has no times.
    init(
        _ character: PreparedCharacter, _ judgement: Judgement, _ reading: StatusReading, written: [Outline],
        tolerances: Tolerances, whole: WholeCharacter?, isOther: Bool, rhythm: [Double?]
    ) {
        self.character = character
        self.tolerances = tolerances
        map = Self.upright(judgement.placement.map, character, judgement)
        var tallies = Tallies()
        var reversed = 0, untimely = 0, count = reading.missing.count
        for index in reading.statuses.indices {
            let role = index < judgement.roles.count ? judgement.roles[index] : .extra
            let status = reading.statuses[index], isReversed = reading.isReversed[index]
            guard status != .ok || reading.references[index] != nil else { continue }
            let laid = Self.laid(character, role, map)
            let fit = laid.map { tolerances.fit(of: written[index], reversed: isReversed, laid: $0) }
            let isExtra = role == .extra
            count += 1
            if isReversed { reversed += 1 } else if status == .order { untimely += 1 }
            tallies[.order].add(isExtra || status == .order ? 0 : 1, index)
            tallies[.direction].add(isExtra || isReversed ? 0 : 1, index)
            tallies[.shape].add(fit?.shape ?? 0, index)
            tallies[.proportion].add((fit?.proportion ?? 0) * (status == .relation ? 0.5 : 1), index)
            if let value = rhythm[index] { tallies[.rhythm].add(value, index) }
            tallies[.coverage].add(isExtra ? 0 : status == .merged ? 0.5 : 1, index)
        }
        for _ in reading.missing {
            for kind in ScorePart.Kind.allCases where kind != .rhythm { tallies[kind].add(0, nil) }
        }
        let standing = whole.map(tolerances.standing) ?? 1
        let isTimed = tallies[.rhythm].count > 0
        let ofTimed = isTimed ? 1 : 1 - ScorePart.Kind.rhythm.weight
        var parts: [ScorePart] = []
        var score = 0.0
        for kind in ScorePart.Kind.allCases {
            let tally = tallies[kind]
            var share = kind.weight / ofTimed, value = tally.mean
            switch kind {
            case .shape: value = tally.withWorst
            case .proportion: value = tally.withWorst * standing
            case .rhythm where !isTimed: (share, value) = (0, 1)
            default: break
            }
            value = Self.rounded(value)
            parts.append(ScorePart(kind: kind, weight: Self.rounded(share), value: value, stroke: tally.worst))
            score += share * value
        }
        self.parts = parts
        // However wild an order is, its last stroke has nothing left to come before.
        let wrong = Double(reversed) / Double(max(count, 1)) + Double(untimely) / Double(max(count - 1, 1))
        self.score = Self.rounded(min(score, Self.ceiling(isOther ? 1 : min(wrong, 1))))
    }

    /// The most that can be reached when this share of the strokes is written out of turn or from its end: what a stroke order is learned for weighs
    /// more than a good line. One stroke in five leaves 0.85, all of them 0.4, and so does another character.
    private static func ceiling(_ share: Double) -> Double {
        share <= 0.2 ? 1 - 0.75 * share : 0.85 - 0.5625 * (share - 0.2)
    }

    /// The map of the same size that neither leans nor squashes and leaves the middle of what was written in its place.
    private static func upright(
        _ map: AffineMap, _ character: PreparedCharacter, _ judgement: Judgement
    ) -> AffineMap {
        var sum = Point.zero, weight = 0.0
        for role in judgement.roles {
            for item in role.items {
                let outline = character.items[item].outline
                sum = sum + outline.centre * outline.length
                weight += outline.length
            }
        }
        let middle = weight > 0 ? sum * (1 / weight) : Point(0.5, 0.5)
        let scale = map.scale, there = map.apply(middle), from = middle - Point(0.5, 0.5)
        return AffineMap(
            xx: scale, x: there.x - 0.5 - scale * from.x, yy: scale, y: there.y - 0.5 - scale * from.y)
    }

    /// What a stroke should have looked like, on the learner's scale.
    private static func laid(
        _ character: PreparedCharacter, _ role: Judgement.Role, _ placement: AffineMap
    ) -> Outline? {
        switch role {
        case .stroke(let item, _): character.items[item].outline.mapped(by: placement)
        case .merged(let first, let second):
            Outline(character.items[first].outline.line + character.items[second].outline.line).mapped(by: placement)
        case .split, .extra: nil
        }
    }

    private static func rounded(_ value: Double) -> Double {
        (value * 10_000).rounded(.toNearestOrAwayFromZero) / 10_000
    }

    /// A tally for each part.
    private struct Tallies {
        private var tallies = [Tally](repeating: Tally(), count: ScorePart.Kind.allCases.count)

        subscript(_ kind: ScorePart.Kind) -> Tally {
            get { tallies[Self.place(kind)] }
            set { tallies[Self.place(kind)] = newValue }
        }

        private static func place(_ kind: ScorePart.Kind) -> Int { ScorePart.Kind.allCases.firstIndex(of: kind)! }
    }

    /// A mean with the stroke that lowered it most.
    private struct Tally {
        private var sum = 0.0
        private(set) var count = 0
        private(set) var worst: Int?
        private var least = 0.9999
        private var leastOfAll = 1.0

        mutating func add(_ value: Double, _ stroke: Int?) {
            sum += value
            count += 1
            leastOfAll = min(leastOfAll, value)
            if value < least, let stroke {
                least = value
                worst = stroke
            }
        }

        var mean: Double { count > 0 ? sum / Double(count) : 0 }

        /// Half the mean, half the worst: one stroke that is badly made is seen among twenty good ones.
        var withWorst: Double { count > 0 ? (mean + leastOfAll) / 2 : 0 }
    }
}
