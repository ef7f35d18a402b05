/// Tells a stroke's samples from single ones at its edges that no hand can have drawn.
///
/// A digitiser that wakes up, or a palm that lands, reports one place far away before the ink or after it: a leap of a third of the box in one
/// sampling step beside three steps that are each less than a sixth of it. A hand brakes over more samples, and a device that told nothing
/// for a while (more than 50 ms by its times) has been drawn with meanwhile: both are ink. Of 35,000 strokes of seven collections that pens
/// wrote, the rule finds a stray sample in two that have times, 1 ms before the others; of 32,000 that are a few corner points each, in none.
///
/// A first sample can be known as stray only when later ones come, a last one only when the pen lifts: from a leap on, at most four samples
/// are held until that is known. So each ruling is a function of the samples up to it, and nobody has to take back what they did with one.
public struct StrayGuard: Sendable {
    /// What becomes of a sample.
    public enum Ruling: Sendable {
        /// It is ink.
        case ink
        /// That is not known yet: it is the last of those that are held.
        case held
        /// It is ink, as are all those that were held: it is the last of them.
        case released
        /// The stroke's first sample was stray: the stroke is begun anew by those that were held, of which this is the last.
        case begun
    }

    /// The samples of which it is not known yet whether they are ink, or that the last ruling was about; in order.
    public private(set) var held: [Sample] = []
    private let squaredLeap: Double
    /// Squared length of the leap since which samples are held, and whether the stroke began with it.
    private var leap = 0.0
    private var isAtBeginning = false
    private var latest = Sample(position: .zero)
    /// Squared lengths of the last three steps; infinite where there was none.
    private var steps = SIMD3(repeating: Double.infinity)
    private var isFirstStep = true

    /// The share of the box's side that is a leap.
    private static var leapShare: Double { 1.0 / 3 }
    /// How much longer than each ordinary step beside it a leap is, squared, and how many of those there are.
    private static var squaredRatio: Double { 36 }
    private static var ordinarySteps: Int { 3 }
    /// Milliseconds in which a hand gets anywhere.
    private static var handTime: Double { 50 }

    /// A guard for strokes in a box.
    public init(frame: Frame) {
        let leap = Self.leapShare * frame.side
        squaredLeap = leap * leap
    }

    /// A stroke begins, at a sample that is taken for ink until it is known to be stray.
    public mutating func begin(_ sample: Sample) {
        if !held.isEmpty { held.removeAll() }
        latest = sample
        steps = SIMD3(repeating: .infinity)
        isFirstStep = true
    }

    /// The pen is at a sample.
    public mutating func rule(_ sample: Sample) -> Ruling {
        let way = sample.position - latest.position
        let step = way.squaredLength
        defer {
            latest = sample
            steps = SIMD3(steps.y, steps.z, step)
            isFirstStep = false
        }
        if !held.isEmpty { return settle(sample, step) }
        guard step > squaredLeap, isFirstStep || steps.max() * Self.squaredRatio < step, isOneStep(to: sample) else {
            return .ink
        }
        leap = step
        isAtBeginning = isFirstStep
        held.append(sample)
        return .held
    }

    /// The stroke ends: what is held is ink, but for a last sample that no hand can have drawn.
    public mutating func end() {
        if !isAtBeginning { held.removeAll() }
    }

    /// What was held has found its place.
    public mutating func release() { held.removeAll() }

    /// Takes a sample after a leap.
    private mutating func settle(_ sample: Sample, _ step: Double) -> Ruling {
        held.append(sample)
        // The pen that stays where it leapt to may still lift there.
        guard isAtBeginning else { return step == 0 && held.count <= Self.ordinarySteps ? .held : .released }
        guard step * Self.squaredRatio < leap else { return .released }
        return held.count > Self.ordinarySteps ? .begun : .held
    }

    /// Whether the device had no time to miss what a hand drew.
    private func isOneStep(to sample: Sample) -> Bool {
        latest.time < 0 || sample.time < 0 || sample.time - latest.time <= Self.handTime
    }
}
