import Glibc

/// What FSRS-6 says of a memory: how likely it is still there after some days, and what a review makes of it.
///
/// Formulas and default parameters are those of the *Free Spaced Repetition Scheduler*, version 6 (Jarrett Ye and contributors, 2025;
/// held against py-fsrs 6.3.2 to 1e-6 in `MemoryModelTests`). Powers and exponentials are libm's: what is due is for people and may differ in the
/// last bit from machine to machine, unlike the fold of a session's ink, which must not.
public struct MemoryModel: Sendable, Equatable {
    /// The 21 parameters w₀ … w₂₀.
    public let parameters: [Double]
    private let decay: Double
    private let factor: Double

    /// The parameters that were fitted to some hundred million reviews of ten thousand learners, published with FSRS-6.
    public static let published: [Double] = [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
        1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
    ]
    /// What each parameter may be, as the reference implementation has it.
    public static let bounds: [ClosedRange<Double>] = [
        0.001...100, 0.001...100, 0.001...100, 0.001...100, 1...10, 0.001...4, 0.001...4, 0.001...0.75, 0...4.5,
        0...0.8,
        0.001...3.5, 0.001...5, 0.001...0.25, 0.001...0.9, 0...4, 0...1, 1...6, 0...2, 0...2, 0...0.8, 0.1...0.8,
    ]

    /// The model with the published parameters.
    public init() { self.init(unchecked: Self.published) }

    /// The model with parameters of a learner's own; nil where there are not 21 within their bounds.
    public init?(parameters: [Double]) {
        guard parameters.count == Self.bounds.count, zip(Self.bounds, parameters).allSatisfy({ $0.contains($1) }) else {
            return nil
        }
        self.init(unchecked: parameters)
    }

    private init(unchecked parameters: [Double]) {
        self.parameters = parameters
        decay = -parameters[20]
        factor = pow(0.9, 1 / decay) - 1
    }

    /// How likely it is, 0…1, that something is known `days` after the last review.
    public func retrievability(_ memory: Memory, afterDays days: Double) -> Double {
        pow(1 + factor * max(days, 0) / memory.stability, decay)
    }

    /// After how many days the probability of knowing falls to `retention`, 0…1 exclusive.
    public func interval(_ memory: Memory, retention: Double) -> Double {
        memory.stability / factor * (pow(retention, 1 / decay) - 1)
    }

    /// The memory after the very first review.
    public func memory(afterFirst grade: ReviewGrade) -> Memory {
        Memory(
            stability: max(parameters[grade.rawValue - 1], Memory.leastStability),
            difficulty: Memory.clamped(difficulty: firstDifficulty(grade)))
    }

    /// The memory after a further review, `days` after the one before. On the same day only the short-term memory is exercised.
    public func memory(_ memory: Memory, after grade: ReviewGrade, days: Double) -> Memory {
        let stability: Double
        if days < 1 {
            stability = shortTerm(memory, grade)
        } else {
            let known = retrievability(memory, afterDays: days)
            stability = grade == .again ? forgotten(memory, known) : recalled(memory, known, grade)
        }
        return Memory(
            stability: max(stability, Memory.leastStability), difficulty: difficulty(memory.difficulty, after: grade))
    }

    private func firstDifficulty(_ grade: ReviewGrade) -> Double {
        parameters[4] - exp(parameters[5] * Double(grade.rawValue - 1)) + 1
    }

    private func difficulty(_ difficulty: Double, after grade: ReviewGrade) -> Double {
        let step = -parameters[6] * Double(grade.rawValue - 3)
        let damped = difficulty + (10 - difficulty) * step / 9
        return Memory.clamped(
            difficulty: parameters[7] * firstDifficulty(.easy) + (1 - parameters[7]) * damped)
    }

    private func shortTerm(_ memory: Memory, _ grade: ReviewGrade) -> Double {
        let growth =
            exp(parameters[17] * (Double(grade.rawValue - 3) + parameters[18])) * pow(memory.stability, -parameters[19])
        return memory.stability * (grade == .again ? growth : max(growth, 1))
    }

    private func forgotten(_ memory: Memory, _ known: Double) -> Double {
        let longTerm =
            parameters[11] * pow(memory.difficulty, -parameters[12]) * (pow(memory.stability + 1, parameters[13]) - 1)
            * exp((1 - known) * parameters[14])
        return min(longTerm, memory.stability / exp(parameters[17] * parameters[18]))
    }

    private func recalled(_ memory: Memory, _ known: Double, _ grade: ReviewGrade) -> Double {
        let gain =
            exp(parameters[8]) * (11 - memory.difficulty) * pow(memory.stability, -parameters[9])
            * (exp((1 - known) * parameters[10]) - 1)
        return memory.stability
            * (1 + gain * (grade == .hard ? parameters[15] : 1) * (grade == .easy ? parameters[16] : 1))
    }
}
