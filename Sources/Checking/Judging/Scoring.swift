import Ink

/// The score of a character as a weighted sum that a teacher can follow.
///
/// Every stroke of the reference and every stroke too many counts once in each part. A stroke that is missing or too many counts
/// nothing where it could have earned, so that moving a stroke away from its place never raises the score.
struct Scoring {
    /// The parts, in a fixed order.
    let parts: [ScorePart]
    /// The weighted sum, a multiple of 0.0001.
    let score: Double

    /// Weights before rhythm is left out of untimed ink.
    private static let weights: [(name: String, weight: Double)] = [
        ("order", 0.2), ("direction", 0.15), ("shape", 0.25), ("proportion", 0.2), ("rhythm", 0.05), ("coverage", 0.15),
    ]

    /// - Parameters:
    ///   - rhythm: for each written stroke 0…1, nil where it has no times.
    init(
        _ character: PreparedCharacter, _ judgement: Judgement, _ reading: StatusReading, written: [Outline],
        tolerances: Tolerances, rhythm: [Double?]
    ) {
        var earnings = [Tally](repeating: Tally(), count: Self.weights.count)
        for index in reading.statuses.indices {
            let role = index < judgement.roles.count ? judgement.roles[index] : .extra
            guard reading.statuses[index] != .ok || reading.references[index] != nil else { continue }
            let laid = Self.laid(character, role, judgement.placement.map)
            let fit = laid.map { tolerances.fit(of: written[index], reversed: reading.isReversed[index], laid: $0) }
            let isExtra = role == .extra
            earnings[0].add(isExtra || reading.statuses[index] == .order ? 0 : 1, index)
            earnings[1].add(isExtra || reading.isReversed[index] ? 0 : 1, index)
            earnings[2].add(fit?.shape ?? 0, index)
            earnings[3].add(fit?.proportion ?? 0, index)
            if let value = rhythm[index] { earnings[4].add(value, index) }
            earnings[5].add(isExtra ? 0 : reading.statuses[index] == .merged ? 0.5 : 1, index)
        }
        for _ in reading.missing {
            for part in earnings.indices where part != 4 { earnings[part].add(0, nil) }
        }
        let isTimed = earnings[4].count > 0
        var parts: [ScorePart] = []
        var score = 0.0
        for (part, tally) in earnings.enumerated() {
            let (name, weight) = Self.weights[part]
            let share = isTimed ? weight : part == 4 ? 0 : weight / (1 - Self.weights[4].weight)
            let value = Self.rounded(part == 4 && !isTimed ? 1 : tally.mean)
            parts.append(ScorePart(name: name, weight: Self.rounded(share), value: value, stroke: tally.worst))
            score += share * value
        }
        self.parts = parts
        self.score = Self.rounded(min(score, 1))
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

    /// A mean with the stroke that lowered it most.
    private struct Tally {
        private var sum = 0.0
        private(set) var count = 0
        private(set) var worst: Int?
        private var least = 0.9999

        mutating func add(_ value: Double, _ stroke: Int?) {
            sum += value
            count += 1
            if value < least, let stroke {
                least = value
                worst = stroke
            }
        }

        var mean: Double { count > 0 ? sum / Double(count) : 0 }
    }
}
